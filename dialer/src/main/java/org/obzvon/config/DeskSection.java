package org.obzvon.config;

import java.time.Duration;
import org.obzvon.document.yaml.YamlNode;

/// Reads the section `desk`.
record DeskSection(SettingsFile file) {
  private static final Duration SILENCE = Duration.ofSeconds(5);
  /// A debtor who hears nothing for half a minute hangs up.
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  Settings.Desk read(YamlNode root) {
    YamlNode node = SettingsFile.section(root, "desk", "silence", "record", "recordings-kept", "recordings");
    Duration silence = SettingsFile.duration(node, "silence", SILENCE);
    if (silence.compareTo(LONGEST_SILENCE) > 0) {
      throw node.get("silence").bad("must be at most " + LONGEST_SILENCE.toSeconds() + "s");
    }
    return new Settings.Desk(
        silence,
        node.find("record").map(YamlNode::flag).orElse(false),
        SettingsFile.duration(node, "recordings-kept", Duration.ofDays(90)),
        file.path(node, "recordings"));
  }
}
