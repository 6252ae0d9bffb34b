package org.obzvon.campaign.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.obzvon.campaign.RetryRules;
import org.obzvon.document.yaml.YamlNode;

/// Reads `retry` of a campaign file.
final class YamlRetry {
  private YamlRetry() {}

  static RetryRules read(YamlNode node) {
    List<String> known = new ArrayList<>(List.of("attempts-at-most"));
    for (RetryRules.Kind kind : RetryRules.Kind.values()) {
      known.add(key(kind));
    }
    node.only(known.toArray(String[]::new));
    Map<RetryRules.Kind, RetryRules.Rule> rules = new EnumMap<>(RetryRules.Kind.class);
    for (RetryRules.Kind kind : RetryRules.Kind.values()) {
      node.find(key(kind)).ifPresent(rule -> rules.put(kind, rule(rule)));
    }
    return new RetryRules(node.get("attempts-at-most").integer(1, 20), rules);
  }

  private static RetryRules.Rule rule(YamlNode node) {
    node.only("after", "times");
    return new RetryRules.Rule(
        YamlDefinition.within(node.get("after"), Duration.ofMinutes(1), Duration.ofDays(14)),
        node.get("times").integer(0, 20));
  }

  private static String key(RetryRules.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
