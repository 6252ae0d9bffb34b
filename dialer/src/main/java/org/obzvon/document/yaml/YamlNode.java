package org.obzvon.document.yaml;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A place in a YAML document that knows its line and its key path. Every reading method throws [BadInput] naming that
/// place when the value is missing or has another type.
public final class YamlNode {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*(ms|s|m|h|d)");

  private final String source;
  private final String path;
  private final Node node;

  private YamlNode(String source, String path, Node node) {
    this.source = source;
    this.path = path;
    this.node = node;
  }

  public static YamlNode read(Path file) {
    return parse(file.toString(), YamlReader.of(file));
  }

  public static YamlNode parse(String source, String text) {
    return new YamlNode(source, "", YamlReader.compose(source, text));
  }

  public int line() {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /// Returns the path, such as `ladder[2].channel`.
  public String path() {
    return path;
  }

  /// Returns the exception for a fault at this place, for checks that a caller makes itself.
  public BadInput bad(Sentence reason) {
    return new BadInput(new Problem(source, line(), path, reason));
  }

  public BadInput bad(String what) {
    return bad(Sentence.unworded(what));
  }

  // --- structure

  /// Refuses every key that is not among `known`, all of them at once.
  public YamlNode only(String... known) {
    Set<String> allowed = Set.of(known);
    List<Problem> unknown = new ArrayList<>();
    for (YamlNode child : children().values()) {
      String key = child.key();
      if (!allowed.contains(key)) {
        String list = String.join(", ", Arrays.stream(known).sorted().toList());
        unknown.add(new Problem(source, child.line(), child.path, YamlFault.UNKNOWN_KEY.with(list)));
      }
    }
    if (!unknown.isEmpty()) {
      throw new BadInput(unknown);
    }
    return this;
  }

  public YamlNode get(String key) {
    return find(key).orElseThrow(() -> bad(YamlFault.MISSING.with(key)));
  }

  public Optional<YamlNode> find(String key) {
    return Optional.ofNullable(children().get(key));
  }

  /// Returns the entries of a mapping in the order of the document.
  public Map<String, YamlNode> children() {
    if (!(node instanceof MappingNode mapping)) {
      throw bad(YamlFault.NO_MAPPING.with());
    }
    Map<String, YamlNode> children = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw bad(YamlFault.ODD_KEY.with());
      }
      String childPath = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      if (children.put(key.getValue(), new YamlNode(source, childPath, tuple.getValueNode())) != null) {
        throw bad(YamlFault.KEY_TWICE.with(key.getValue()));
      }
    }
    return children;
  }

  public List<YamlNode> items() {
    if (!(node instanceof SequenceNode sequence)) {
      throw bad(YamlFault.NO_LIST.with());
    }
    List<YamlNode> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new YamlNode(source, path + "[" + items.size() + "]", item));
    }
    return items;
  }

  /// Reads each item and reports the problems of all of them together.
  public <T> List<T> each(Function<YamlNode, T> reader) {
    return gather(items(), reader);
  }

  public static <T> List<T> gather(List<YamlNode> nodes, Function<YamlNode, T> reader) {
    List<T> values = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (YamlNode item : nodes) {
      try {
        values.add(reader.apply(item));
      } catch (BadInput e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    return List.copyOf(values);
  }

  public boolean isScalar() {
    return node instanceof ScalarNode;
  }

  /// Returns the last segment of the path.
  public String key() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  // --- values

  public String text() {
    if (!(node instanceof ScalarNode scalar)) {
      throw bad(YamlFault.NO_VALUE.with());
    }
    String value = scalar.getValue().strip();
    if (value.isEmpty()) {
      throw bad(YamlFault.EMPTY.with());
    }
    return value;
  }

  public int integer(int least, int most) {
    try {
      int value = Integer.parseInt(text());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException _) {
      // reported below together with numbers out of range
    }
    throw bad(YamlFault.INTEGER.with(least, most, text()));
  }

  public BigDecimal decimal() {
    try {
      return new BigDecimal(text());
    } catch (NumberFormatException _) {
      throw bad(YamlFault.DECIMAL.with(text()));
    }
  }

  public boolean flag() {
    return switch (text()) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw bad(YamlFault.FLAG.with(text()));
    };
  }

  /// Returns a duration written as `500ms`, `30s`, `15m`, `2h` or `3d`; the unit is never left out.
  public Duration duration() {
    Matcher matcher = DURATION.matcher(text());
    if (!matcher.matches()) {
      throw bad(YamlFault.DURATION.with(text()));
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  public LocalDate date() {
    try {
      return LocalDate.parse(text());
    } catch (DateTimeException _) {
      throw bad(YamlFault.DATE.with(text()));
    }
  }

  public LocalTime time() {
    try {
      return LocalTime.parse(text());
    } catch (DateTimeException _) {
      throw bad(YamlFault.TIME.with(text()));
    }
  }

  /// Returns the constant whose name is the value in upper case with `-` as `_`: `hold-out` is `HOLD_OUT`.
  public <E extends Enum<E>> E oneOf(Class<E> type) {
    String wanted = text().toUpperCase(Locale.ROOT).replace('-', '_');
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(wanted)) {
        return constant;
      }
    }
    List<String> known = Arrays.stream(type.getEnumConstants())
        .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
    throw bad(YamlFault.ONE_OF.with(String.join(", ", known), text()));
  }
}
