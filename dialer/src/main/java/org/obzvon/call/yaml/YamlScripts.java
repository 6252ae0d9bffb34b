package org.obzvon.call.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.obzvon.call.Script;
import org.obzvon.call.ScriptReader;
import org.obzvon.call.Scripts;
import org.obzvon.call.Step;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.register.Language;

/// Reads scripts from YAML files, `<language>/<name>.yaml`.
public final class YamlScripts implements ScriptReader {
  /// The names of the scripts that come with the product. A packed folder cannot be listed, so they are named here; a
  /// test compares the list with the folder.
  static final List<String> SHIPPED = List.of("payment-active", "payment-inactive");

  private static final int MOST_FILES = 300;
  private static final int MOST_STEPS = 100;
  private static final Duration LONGEST_CALL = Duration.ofMinutes(10);

  @Override
  public Script file(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    String language = folder == null || folder.getFileName() == null ? "" : folder.getFileName().toString();
    return script(file.toString(), YamlNode.read(file), language, file.getFileName().toString());
  }

  @Override
  public Scripts folder(Path folder) {
    List<Script> scripts = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Path file : files(folder)) {
      try {
        scripts.add(file(file));
      } catch (BadInput e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    if (scripts.isEmpty()) {
      throw BadInput.of(folder.toString(), "holds no script; scripts are ru/NAME.yaml, ro/NAME.yaml, en/NAME.yaml");
    }
    return new Scripts(scripts);
  }

  @Override
  public Scripts shipped() {
    List<Script> scripts = new ArrayList<>();
    for (Language language : Language.values()) {
      for (String name : SHIPPED) {
        String resource = "ivr-scripts/" + language.tag() + "/" + name + ".yaml";
        scripts.add(script(resource, YamlNode.parse(resource, packed(resource)), language.tag(), name + ".yaml"));
      }
    }
    return new Scripts(scripts);
  }

  private static String packed(String resource) {
    try (InputStream in = YamlScripts.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw BadInput.of(resource, "is not packed with the product");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw BadInput.of(folder.toString(), "is not a folder; name the folder that holds ru, ro and en");
    }
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
    if (files.size() > MOST_FILES) {
      throw BadInput.of(folder.toString(), "holds more than " + MOST_FILES + " scripts");
    }
    return files.stream().sorted().toList();
  }

  // --- one script

  private static Script script(String source, YamlNode root, String folder, String fileName) {
    root.only("language", "title", "longest", "most-turns", "keys", "start", "steps");
    String name = StepReader.name(root, fileName.replaceAll("\\.yaml$", ""));
    YamlNode language = root.get("language");
    Script.Heading heading = new Script.Heading(name, language.oneOf(Language.class), root.get("title").text());
    if (!heading.language().tag().equals(folder)) {
      throw language.bad("does not agree with the folder '" + folder + "' that holds the file");
    }
    Map<String, Step> steps = new LinkedHashMap<>();
    List<YamlNode> nodes = List.copyOf(root.get("steps").children().values());
    if (nodes.size() > MOST_STEPS) {
      throw root.get("steps").bad("has more than " + MOST_STEPS + " steps");
    }
    YamlNode.gather(nodes, node -> StepReader.read(name, node)).forEach(step -> steps.put(step.name(), step));
    return new Script(source, heading, limits(root), globalKeys(root), StepReader.target(root.get("start")), steps);
  }

  private static Script.Limits limits(YamlNode root) {
    YamlNode longest = root.get("longest");
    if (longest.duration().compareTo(LONGEST_CALL) > 0 || longest.duration().isZero()) {
      throw longest.bad("must be more than nothing and at most 10m");
    }
    return new Script.Limits(root.get("most-turns").integer(1, 200), longest.duration());
  }

  private static Script.GlobalKeys globalKeys(YamlNode root) {
    YamlNode keys = root.get("keys").only("0", "9");
    return new Script.GlobalKeys(StepReader.target(keys.get("0")), StepReader.target(keys.get("9")));
  }
}
