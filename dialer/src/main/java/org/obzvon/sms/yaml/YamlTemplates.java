package org.obzvon.sms.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.register.Language;
import org.obzvon.sms.MessageFormat;
import org.obzvon.sms.MessageTemplate;
import org.obzvon.sms.Purpose;
import org.obzvon.sms.TemplateVariable;
import org.obzvon.sms.Templates;

/// Reads templates from YAML files, `<language>/<name>.yaml`.
public final class YamlTemplates {
  /// The templates that come with the product. A packed folder cannot be listed, so they are named here; a test
  /// compares the list with the folder.
  public static final List<String> SHIPPED = List.of(
      "before-restriction", "connection-appointment", "debt-reminder", "inactive-first", "inactive-last",
      "legal-entity", "opt-out-confirmed", "payment-received", "promise-broken", "promise-today", "restricted",
      "restriction-notice");

  private static final int MOST_FILES = 300;
  private static final int LONGEST_PATTERN = 2_000;

  private final MessageFormat format;

  public YamlTemplates(MessageFormat format) {
    this.format = format;
  }

  /// Reads the templates of a folder that holds `ru`, `ro` and `en`.
  public Templates folder(Path folder) {
    return new Templates(
        gather(
            files(folder).stream()
                .map(
                    file -> (Supplier<MessageTemplate>) () -> template(file.toString(), YamlNode.read(file),
                        file.getParent().getFileName().toString(),
                        file.getFileName().toString().replaceAll("\\.yaml$", "")))
                .toList()));
  }

  public Templates shipped() {
    List<Supplier<MessageTemplate>> readers = new ArrayList<>();
    for (Language language : Language.values()) {
      for (String name : SHIPPED) {
        String resource = "sms-templates/" + language.tag() + "/" + name + ".yaml";
        readers.add(() -> template(resource, YamlNode.parse(resource, packed(resource)), language.tag(), name));
      }
    }
    return new Templates(gather(readers));
  }

  private static List<MessageTemplate> gather(List<Supplier<MessageTemplate>> readers) {
    List<MessageTemplate> templates = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Supplier<MessageTemplate> reader : readers) {
      try {
        templates.add(reader.get());
      } catch (BadInput e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    return templates;
  }

  private static String packed(String resource) {
    try (InputStream in = YamlTemplates.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw BadInput.of(resource, "is not packed with the product");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>();
    for (Language language : Language.values()) {
      Path ofLanguage = folder.resolve(language.tag());
      if (Files.isDirectory(ofLanguage)) {
        try (Stream<Path> listed = Files.list(ofLanguage)) {
          listed.filter(file -> file.toString().endsWith(".yaml")).limit(MOST_FILES + 1L).forEach(files::add);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    if (files.isEmpty()) {
      throw BadInput.of(folder.toString(), "holds no template; templates are ru/NAME.yaml, ro/NAME.yaml, en/NAME.yaml");
    }
    if (files.size() > MOST_FILES) {
      throw BadInput.of(folder.toString(), "holds more than " + MOST_FILES + " templates");
    }
    return files.stream().sorted().toList();
  }

  // --- one template

  private MessageTemplate template(String source, YamlNode root, String folder, String name) {
    root.only("language", "purpose", "transliterate", "most-segments", "text");
    if (!name.matches("[a-z][a-z0-9-]{0,62}")) {
      throw BadInput.of(source, "must be named in small letters, digits and '-'");
    }
    YamlNode language = root.get("language");
    var heading = new MessageTemplate.Heading(
        name,
        language.oneOf(Language.class),
        root.get("purpose").oneOf(Purpose.class),
        root.find("transliterate").map(YamlNode::flag).orElse(false),
        root.get("most-segments").integer(1, 6));
    if (!heading.language().tag().equals(folder)) {
      throw language.bad("does not agree with the folder '" + folder + "' that holds the file");
    }
    YamlNode text = root.get("text");
    if (text.text().length() > LONGEST_PATTERN) {
      throw text.bad("is longer than " + LONGEST_PATTERN + " characters");
    }
    return new MessageTemplate(source, heading, text.text(), variables(text, heading.purpose()));
  }

  private Set<TemplateVariable> variables(YamlNode text, Purpose purpose) {
    Set<TemplateVariable> variables = EnumSet.noneOf(TemplateVariable.class);
    try {
      for (String name : format.names(text.text())) {
        TemplateVariable variable = TemplateVariable.of(name)
            .orElseThrow(() -> text.bad("names the unknown variable '" + name + "'; known: "
                + TemplateVariable.known()));
        if (!purpose.variables().contains(variable)) {
          throw text.bad("names {" + name + "}, which a message of the purpose " + purpose + " does not know");
        }
        variables.add(variable);
      }
    } catch (IllegalArgumentException e) {
      throw text.bad(e.getMessage());
    }
    return variables;
  }
}
