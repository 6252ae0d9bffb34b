package org.obzvon.desk.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.desk.SpeechModule;
import org.obzvon.desk.SpeechModules;
import org.obzvon.desk.SpeechModules.Nobody;
import org.obzvon.desk.SpeechModules.Texts;
import org.obzvon.document.BadInput;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.register.Language;

/// Reads `<language>/operator/modules.yaml`.
public final class YamlSpeechModules {
  private static final String FILE = "operator/modules.yaml";
  private static final int LONGEST = 1_500;
  private static final int MOST = 60;

  private YamlSpeechModules() {}

  /// @param folder the folder with ru, ro and en; where it has no operators' texts, the shipped ones are used
  public static SpeechModules load(Optional<Path> folder) {
    Map<Language, Texts> texts = new EnumMap<>(Language.class);
    boolean own = folder.filter(found -> Files.exists(found.resolve(Language.RU.tag()).resolve(FILE))).isPresent();
    for (Language language : Language.values()) {
      String path = language.tag() + "/" + FILE;
      YamlNode root = own ? YamlNode.read(folder.get().resolve(path)) : shipped(path);
      texts.put(language, texts(path, root, shipped(path)));
    }
    return new SpeechModules(texts);
  }

  private static YamlNode shipped(String path) {
    return YamlNode.parse("ivr-scripts/" + path, packed(path));
  }

  private static String packed(String path) {
    String resource = "ivr-scripts/" + path;
    try (InputStream in = YamlSpeechModules.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw BadInput.of(resource, "is not packed with the product");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param shipped supplies what a file of an earlier version lacks
  private static Texts texts(String source, YamlNode root, YamlNode shipped) {
    root.only("modules", "nobody", "recording", "stopped");
    YamlNode nobody = root.get("nobody").only("apology", "question", "agreed", "declined");
    List<YamlNode> nodes = root.get("modules").items();
    if (nodes.size() > MOST) {
      throw root.get("modules").bad("has more than " + MOST + " modules");
    }
    List<SpeechModule> modules = YamlNode.gather(nodes, YamlSpeechModules::module);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < modules.size(); i++) {
      if (!names.add(modules.get(i).name())) {
        throw nodes.get(i).bad("has the name of another module");
      }
    }
    return new Texts(
        source, modules,
        new Nobody(
            text(nobody.get("apology")), question(nobody.get("question")), text(nobody.get("agreed")),
            text(nobody.get("declined"))),
        text(root.get("recording")), text(root.find("stopped").orElseGet(() -> shipped.get("stopped"))));
  }

  private static SpeechModule module(YamlNode node) {
    node.only("name", "reason", "title", "text");
    YamlNode name = node.get("name");
    if (!name.text().matches("[a-z][a-z0-9-]{0,39}")) {
      throw name.bad("must be a short name in small letters, such as no-money");
    }
    return new SpeechModule(
        name.text(), node.find("reason").map(reason -> reason.oneOf(NonPaymentReason.class)), text(node.get("title")),
        text(node.get("text")));
  }

  private static String question(YamlNode node) {
    if (!node.text().contains("{day}") || !node.text().contains("{time}")) {
      throw node.bad("must name {day} and {time}: the debtor agrees to an hour, not to some call");
    }
    return text(node);
  }

  private static String text(YamlNode node) {
    if (node.text().isBlank() || node.text().length() > LONGEST) {
      throw node.bad("must have from 1 to " + LONGEST + " characters");
    }
    return node.text().strip();
  }
}
