package org.obzvon;

import java.util.List;
import org.obzvon.call.ami.ExchangeSettings;
import org.obzvon.document.yaml.YamlNode;

/// Reads one entry of `exchanges`.
record ExchangeSection(SettingsFile file, List<String> prefixes) {

  Settings.Exchange read(YamlNode node) {
    node.only(
        "name", "host", "port", "user", "password", "password-file", "channel", "context", "agi", "lines",
        "calls-per-second", "attempt-header", "registration", "operators");
    return new Settings.Exchange(
        exchange(node, node, "obzvon"), node.get("lines").integer(1, 10_000), rate(node.get("calls-per-second")),
        node.find("operators")
            .map(desk -> exchange(node, desk.only("user", "password", "password-file"), "obzvon-desk").access()));
  }

  /// @param account holds user and password
  private ExchangeSettings exchange(YamlNode node, YamlNode account, String user) {
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
              prefixes.stream().map(prefix -> prefix.substring(1)).toList(),
              node.find("attempt-header").map(YamlNode::flag).orElse(false),
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
