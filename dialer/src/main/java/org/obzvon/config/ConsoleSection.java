package org.obzvon.config;

import java.time.Duration;
import java.time.ZoneId;
import org.obzvon.console.http.BrowserAccessSettings;
import org.obzvon.console.http.HttpConsole;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.register.ZoneNameParser;
import org.obzvon.staff.Session;

/// Reads `http`.
final class ConsoleSection {
  private ConsoleSection() {}

  static Settings.Console read(YamlNode root) {
    YamlNode node = SettingsFile.section(root, "http", "host", "port", "zone", "behind-tls-proxy", "session-idle",
        "session-longest");
    Duration idle = SettingsFile.duration(node, "session-idle", Session.Limits.USUAL.idle());
    Duration longest = SettingsFile.duration(node, "session-longest", Session.Limits.USUAL.longest());
    if (idle.compareTo(longest) > 0) {
      throw node.bad("session-idle must not be longer than session-longest");
    }
    return new Settings.Console(
        new HttpConsole.Address(
            SettingsFile.text(node, "host", "127.0.0.1"), SettingsFile.integer(node, "port", 0, 65_535, 8787)),
        new BrowserAccessSettings(
            new Session.Limits(idle, longest), node.find("behind-tls-proxy").map(YamlNode::flag).orElse(false)),
        node.find("zone").map(ConsoleSection::zone).orElse(ZoneId.of("UTC")));
  }

  private static ZoneId zone(YamlNode node) {
    return ZoneNameParser.find(node.text())
        .orElseThrow(() -> node.bad("must be a zone such as Europe/Chisinau, or UTC"));
  }
}
