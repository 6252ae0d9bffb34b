package org.obzvon.register.yaml;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.register.Language;
import org.obzvon.register.Mapping;
import org.obzvon.register.Mapping.Decimal;
import org.obzvon.register.Mapping.Defaults;
import org.obzvon.register.Mapping.Formats;
import org.obzvon.register.ZoneNameParser;

/// Reads a mapping file; `deploy/examples/mapping.yaml` explains its keys.
public final class MappingFile {
  private static final int MOST_PATTERNS = 20;
  private static final int LONGEST_PATTERN = 300;

  private MappingFile() {}

  /// @param ours the columns to which foreign ones may be mapped
  public static Mapping read(Path file, List<String> ours) {
    return read(YamlNode.read(file), ours);
  }

  static Mapping read(YamlNode root, List<String> ours) {
    root.only("columns", "ignore", "words", "dates", "decimal", "balance", "region", "encoding", "account-in-purpose",
        "defaults");
    return new Mapping(
        columns(root, ours),
        root.find("ignore").map(MappingFile::ignored).orElse(Set.of()),
        words(root, ours),
        new Formats(
            root.find("dates").map(MappingFile::pattern),
            root.find("decimal").map(MappingFile::decimal).orElse(Decimal.EITHER),
            root.find("encoding").map(MappingFile::encoding),
            root.find("account-in-purpose").map(MappingFile::accountPatterns).orElse(List.of())),
        root.find("balance").map(MappingFile::debtPositive).orElse(false),
        defaults(root));
  }

  private static Map<String, String> columns(YamlNode root, List<String> ours) {
    Map<String, String> columns = new HashMap<>();
    Map<String, String> used = new HashMap<>();
    for (Map.Entry<String, YamlNode> entry : entries(root, "columns")) {
      YamlNode node = entry.getValue();
      String our = known(node, node.text(), ours);
      String earlier = used.put(our, entry.getKey());
      if (earlier != null || columns.put(Mapping.plain(entry.getKey()), our) != null) {
        throw node.bad(MappingFault.COLUMN_TWICE.with(our));
      }
    }
    return columns;
  }

  private static Set<String> ignored(YamlNode list) {
    return new HashSet<>(list.each(item -> Mapping.plain(item.text())));
  }

  private static Map<String, Map<String, String>> words(YamlNode root, List<String> ours) {
    Map<String, Map<String, String>> words = new HashMap<>();
    for (Map.Entry<String, YamlNode> column : entries(root, "words")) {
      Map<String, String> list = new HashMap<>();
      for (Map.Entry<String, YamlNode> word : column.getValue().children().entrySet()) {
        list.put(word.getKey().strip().toLowerCase(Locale.ROOT), word.getValue().text());
      }
      words.put(known(column.getValue(), column.getKey(), ours), Map.copyOf(list));
    }
    return words;
  }

  private static Set<Map.Entry<String, YamlNode>> entries(YamlNode root, String key) {
    return root.find(key).map(YamlNode::children).orElse(Map.of()).entrySet();
  }

  private static String known(YamlNode node, String name, List<String> ours) {
    String plain = Mapping.plain(name);
    if (!ours.contains(plain)) {
      throw node.bad(MappingFault.NO_COLUMN.with(name, String.join(", ", ours)));
    }
    return plain;
  }

  private static String pattern(YamlNode node) {
    try {
      var _ = DateTimeFormatter.ofPattern(node.text());
      return node.text();
    } catch (IllegalArgumentException _) {
      throw node.bad(MappingFault.PATTERN.with(node.text()));
    }
  }

  private static Decimal decimal(YamlNode node) {
    return node.oneOf(Decimal.class);
  }

  private static Charset encoding(YamlNode node) {
    try {
      return Charset.forName(node.text());
    } catch (IllegalArgumentException _) {
      throw node.bad(MappingFault.ENCODING.with(node.text()));
    }
  }

  private static List<Pattern> accountPatterns(YamlNode node) {
    if (node.items().size() > MOST_PATTERNS) {
      throw node.bad(MappingFault.PATTERNS.with(MOST_PATTERNS));
    }
    return node.each(MappingFile::accountPattern);
  }

  private static Pattern accountPattern(YamlNode node) {
    String text = node.text();
    try {
      Pattern pattern = Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
      if (text.length() <= LONGEST_PATTERN && pattern.matcher("").groupCount() == 1) {
        return pattern;
      }
    } catch (PatternSyntaxException | StackOverflowError _) {
      // reported below, as is a pattern of another shape
    }
    throw node.bad(MappingFault.ACCOUNT_PATTERN.with(LONGEST_PATTERN));
  }

  private static boolean debtPositive(YamlNode node) {
    return switch (node.text()) {
      case "debt-positive" -> true;
      case "debt-negative" -> false;
      default -> throw node.bad(MappingFault.BALANCE.with(node.text()));
    };
  }

  private static Defaults defaults(YamlNode root) {
    Optional<String> region = root.find("region").map(MappingFile::region);
    Optional<YamlNode> node = root.find("defaults").map(map -> map.only("currency", "language", "zone"));
    return new Defaults(
        region,
        node.flatMap(map -> map.find("currency")).map(MappingFile::currency),
        node.flatMap(map -> map.find("language")).map(value -> value.oneOf(Language.class)),
        node.flatMap(map -> map.find("zone")).map(MappingFile::zone));
  }

  private static String region(YamlNode node) {
    String region = node.text().toUpperCase(Locale.ROOT);
    if (!Set.of(Locale.getISOCountries()).contains(region)) {
      throw node.bad(MappingFault.COUNTRY.with(node.text()));
    }
    return region;
  }

  private static Currency currency(YamlNode node) {
    try {
      return Currency.getInstance(node.text().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw node.bad(MappingFault.CURRENCY.with(node.text()));
    }
  }

  private static ZoneId zone(YamlNode node) {
    return ZoneNameParser.find(node.text())
        .orElseThrow(() -> node.bad(MappingFault.ZONE.with(node.text())));
  }
}
