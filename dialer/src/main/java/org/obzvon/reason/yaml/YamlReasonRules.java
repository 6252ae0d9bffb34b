package org.obzvon.reason.yaml;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.reason.Consequence;
import org.obzvon.reason.Consequence.Hold;
import org.obzvon.reason.Consequence.Pause;
import org.obzvon.reason.Consequence.Whom;
import org.obzvon.reason.ReasonRules;

/// Reads the section `reasons` of the configuration. A reason that it names has exactly the consequences written there;
/// one that it leaves out has its default.
public final class YamlReasonRules {
  private YamlReasonRules() {}

  /// @param section empty for all defaults
  public static ReasonRules read(Optional<YamlNode> section) {
    Map<NonPaymentReason, Consequence> rules = new EnumMap<>(ReasonRules.USUAL.consequences());
    section.ifPresent(
        node -> {
          node.only(Arrays.stream(NonPaymentReason.values()).map(YamlReasonRules::word).toArray(String[]::new));
          for (NonPaymentReason reason : NonPaymentReason.values()) {
            node.find(word(reason)).ifPresent(rule -> rules.put(reason, consequence(rule, reason)));
          }
        });
    return new ReasonRules(rules);
  }

  /// The reason's key, `quality-of-service`.
  private static String word(NonPaymentReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Consequence consequence(YamlNode rule, NonPaymentReason reason) {
    rule.only("ticket", "pause", "working-days", "pause-of", "stop");
    Optional<Hold> ticket = ticket(rule);
    if (reason == NonPaymentReason.QUALITY_OF_SERVICE && ticket.isEmpty()) {
      throw rule.bad("needs a ticket: the complaints that operators write down become tickets");
    }
    return new Consequence(ticket, pause(rule), rule.find("stop").flatMap(YamlReasonRules::stop));
  }

  private static Optional<Hold> ticket(YamlNode rule) {
    return rule.find("ticket")
        .flatMap(
            node -> switch (node.text()) {
              case "no" -> Optional.empty();
              case "yes" -> Optional.of(Hold.NOTHING);
              case "until-answered" -> Optional.of(Hold.UNTIL_ANSWERED);
              case "until-closed" -> Optional.of(Hold.UNTIL_CLOSED);
              default -> throw node.bad("must be no, yes, until-answered or until-closed, not '" + node.text()
                  + "'");
            });
  }

  private static Optional<Pause> pause(YamlNode rule) {
    int days = rule.find("pause").map(node -> node.integer(0, Pause.MOST_DAYS)).orElse(0);
    if (days == 0) {
      for (String key : new String[]{"working-days", "pause-of"}) {
        rule.find(key).ifPresent(node -> {
          throw node.bad("says how a pause is counted, and there is no pause; add 'pause' or leave it out");
        });
      }
      return Optional.empty();
    }
    return Optional.of(
        new Pause(
            days,
            rule.find("working-days").map(YamlNode::flag).orElse(false),
            rule.find("pause-of").map(node -> node.oneOf(Whom.class)).orElse(Whom.HOUSEHOLD)));
  }

  private static Optional<Whom> stop(YamlNode node) {
    return node.text().equals("no") ? Optional.empty() : Optional.of(node.oneOf(Whom.class));
  }
}
