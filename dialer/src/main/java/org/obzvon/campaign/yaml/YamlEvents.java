package org.obzvon.campaign.yaml;

import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.obzvon.campaign.EventRule;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.document.yaml.YamlNode;

/// Reads `events` of a campaign file: the messages about events. Events that are not listed send no message.
final class YamlEvents {
  private static final LocalTime MORNING = LocalTime.of(9, 0);

  private YamlEvents() {}

  static Map<ContactOrigin.Kind, EventRule> read(YamlNode node) {
    node.only("promise-due", "promise-broken", "payment", "appointment");
    Map<ContactOrigin.Kind, EventRule> rules = new LinkedHashMap<>();
    node.find("promise-due")
        .map(rule -> rule.only("template", "at"))
        .ifPresent(rule -> rules.put(ContactOrigin.Kind.PROMISE_DUE, rule(rule, 0)));
    node.find("promise-broken")
        .map(rule -> rule.only("template", "at", "days-after"))
        .ifPresent(rule -> rules.put(ContactOrigin.Kind.PROMISE_BROKEN, rule(rule, days(rule, "days-after"))));
    node.find("payment")
        .map(rule -> rule.only("template"))
        .ifPresent(rule -> rules.put(ContactOrigin.Kind.PAYMENT, rule(rule, 0)));
    node.find("appointment")
        .map(rule -> rule.only("template", "at", "days-before"))
        .ifPresent(rule -> rules.put(ContactOrigin.Kind.APPOINTMENT, rule(rule, days(rule, "days-before"))));
    return rules;
  }

  private static EventRule rule(YamlNode node, int days) {
    return new EventRule(
        YamlDefinition.script(node.get("template")), days, node.find("at").map(YamlNode::time).orElse(MORNING));
  }

  private static int days(YamlNode node, String key) {
    return node.find(key).map(days -> days.integer(1, 14)).orElse(1);
  }
}
