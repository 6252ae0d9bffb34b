package org.obzvon.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.obzvon.call.ami.ExchangeSettings;
import org.obzvon.call.ami.NumberFormat;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.queue.LineNumbering;

/// Reads one entry of `exchanges`.
record ExchangeSection(SettingsFile file, List<String> prefixes) {

  Settings.Exchange read(YamlNode node) {
    node.only(
        "name", "host", "port", "user", "password", "password-file", "channel", "context", "agi", "lines",
        "calls-per-second", "attempt-header", "registration", "numbers", "serves", "caller-ids", "operators");
    List<String> serves = node.find("serves").map(list -> list.each(this::served)).orElse(prefixes);
    NumberFormat numbers = node.find("numbers").map(ExchangeSection::numbers).orElse(NumberFormat.DIGITS);
    serves.stream().filter(prefix -> !numbers.covers(prefix)).findFirst().ifPresent(
        prefix -> {
          throw node.bad("numbers has no rule for numbers that begin with " + prefix);
        });
    LineNumbering terms = new LineNumbering(serves,
        node.find("caller-ids").map(list -> list.each(ExchangeSection::callerId))
            .orElse(List.of()));
    return new Settings.Exchange(
        exchange(node, node, "obzvon", serves, numbers), node.get("lines").integer(1, 10_000),
        rate(node.get("calls-per-second")),
        node.find("operators")
            .map(
                desk -> exchange(node, desk.only("user", "password", "password-file"), "obzvon-desk", serves, numbers)
                    .access()),
        terms);
  }

  private String served(YamlNode node) {
    String prefix = SettingsFile.prefix(node);
    if (prefixes.stream().noneMatch(prefix::startsWith)) {
      throw node.bad("is not within contact: allowed-prefixes " + prefixes);
    }
    return prefix;
  }

  private static String callerId(YamlNode node) {
    if (!node.text().matches("\\+[1-9]\\d{6,14}")) {
      throw node.bad("must be a number in quotes, such as \"+37322000000\"");
    }
    return node.text();
  }

  private static NumberFormat numbers(YamlNode node) {
    if (node.isScalar()) {
      return switch (node.text()) {
        case "digits" -> NumberFormat.DIGITS;
        case "e164" -> NumberFormat.E164;
        case "national-8" -> NumberFormat.NATIONAL_8;
        default ->
            throw node.bad("must be digits, e164, national-8, or a list such as {\"+373\": \"0\", \"+\": \"00\"}");
      };
    }
    Map<String, String> rewriting = new HashMap<>();
    node.children().forEach((beginning, instead) -> rewriting.put(beginning, instead.text()));
    try {
      return new NumberFormat(rewriting);
    } catch (IllegalArgumentException e) {
      throw node.bad(e.getMessage());
    }
  }

  /// @param account holds user and password
  private ExchangeSettings exchange(
      YamlNode node, YamlNode account, String user, List<String> serves, NumberFormat numbers) {
    try {
      return new ExchangeSettings(
          node.get("name").text(),
          new ExchangeSettings.Access(
              SettingsFile.text(node, "host", "127.0.0.1"),
              SettingsFile.integer(node, "port", 1, 65_535, 5038),
              SettingsFile.text(account, "user", user),
              file.password(account)),
          new ExchangeSettings.Dialling(
              node.get("channel").text(),
              SettingsFile.text(node, "context", "obzvon-robot"),
              SettingsFile.text(node, "agi", "agi://127.0.0.1:4573/ivr"),
              serves.stream().map(prefix -> prefix.substring(1)).toList(),
              node.find("attempt-header").map(YamlNode::flag).orElse(false),
              numbers,
              node.find("registration").map(YamlNode::text)),
          ExchangeSettings.Waits.USUAL);
    } catch (IllegalArgumentException e) {
      throw node.bad(e.getMessage());
    }
  }

  private static double rate(YamlNode node) {
    double rate = node.decimal().doubleValue();
    if (rate <= 0 || rate > 1_000) {
      throw node.bad("must be above 0 and at most 1000 calls a second");
    }
    return rate;
  }
}
