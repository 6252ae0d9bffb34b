package org.obzvon.config;

import java.util.Locale;
import org.obzvon.contact.LoggedLedger.Numbers;
import org.obzvon.document.yaml.YamlNode;

/// Reads `log`.
final class LogSection {
  private static final int MOST_DAYS = 3650;
  private static final int MOST_MEBIBYTES = 1_000_000;

  private final SettingsFile file;

  LogSection(SettingsFile file) {
    this.file = file;
  }

  Settings.Log read(YamlNode root) {
    YamlNode node = SettingsFile.section(root, "log", "numbers", "file", "kept-days", "limit");
    int days = SettingsFile.integer(node, "kept-days", 1, MOST_DAYS, 30);
    int mebibytes = SettingsFile.integer(node, "limit", 1, MOST_MEBIBYTES, 1000);
    return new Settings.Log(
        node.find("numbers").map(LogSection::numbers).orElse(Numbers.MASKED),
        file.path(node, "file").map(path -> new LogFile.Place(path, days, mebibytes)));
  }

  private static Numbers numbers(YamlNode node) {
    return switch (node.text().toLowerCase(Locale.ROOT)) {
      case "masked" -> Numbers.MASKED;
      case "full" -> Numbers.FULL;
      default -> throw node.bad("must be masked or full");
    };
  }
}
