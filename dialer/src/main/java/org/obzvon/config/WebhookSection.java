package org.obzvon.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.webhook.Targets;

/// Reads `webhooks`.
final class WebhookSection {
  private WebhookSection() {}

  static Targets read(YamlNode root) {
    YamlNode node = SettingsFile.section(root, "webhooks", "hosts", "private-hosts");
    return new Targets(hosts(node, "hosts"), hosts(node, "private-hosts"));
  }

  private static Set<String> hosts(YamlNode node, String key) {
    return Set.copyOf(node.find(key).map(list -> list.each(WebhookSection::host)).orElse(List.of()));
  }

  private static String host(YamlNode node) {
    String host = node.text().toLowerCase(Locale.ROOT);
    if (!host.matches("[a-z\\d]([a-z\\d.-]{0,251}[a-z\\d])?|\\[[a-f\\d:.]+]")) {
      throw node.bad("must be the name or address of a host without https://, port and path");
    }
    return host;
  }
}
