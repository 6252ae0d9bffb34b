package org.obzvon.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.obzvon.register.Phone;

/// All rules, in the order in which they are checked. The first refusal wins; if none refuses, the latest deferral
/// wins; if none objects, the contact is allowed.
public final class RuleChain {
  static final List<Rule> ALL = List.of(
      Rule.ofDemands("register", EligibilityRules::inRegister),
      Rule.ofDemands("paid", EligibilityRules::owes),
      new Rule("segment", EligibilityRules::fitsCampaign),
      Rule.ofDemands("payment-waiting", PaymentRules::nothingPending),
      new Rule("persons-only", EligibilityRules::person),
      new Rule("stop", EligibilityRules::notStopped),
      new Rule("phone", EligibilityRules::hasPhone),
      new Rule("dead-number", EligibilityRules::reachesSomebody),
      new Rule("prefix", EligibilityRules::allowedPrefix),
      new Rule("expired", EligibilityRules::notExpired),
      new Rule("zone", EligibilityRules::knownZone),
      Rule.ofDemands("promise", TimingRules::promiseIsOver),
      Rule.ofDemands("outage", TimingRules::noOutage),
      new Rule("open-ticket", DemandRules::noOpenTicket),
      new Rule("reason-pause", DemandRules::noPause),
      new Rule("unread-answer", TimingRules::answersAreRead),
      new Rule("hours", TimingRules::permittedHours),
      new Rule("under-way", FrequencyRules::nothingUnderWay),
      new Rule("cap", FrequencyRules::belowCaps),
      new Rule("pause", FrequencyRules::pausedAfterConversation),
      new Rule("spacing", FrequencyRules::spaced));

  private RuleChain() {}

  public static Decision decide(PolicyFacts facts, Instant now) {
    Optional<Decision.Deferred> latest = Optional.empty();
    for (Rule rule : ALL) {
      switch (rule.ask(facts, now).orElse(null)) {
        case null -> {
        }
        case Decision.Refused refused -> {
          return refused;
        }
        case Decision.Deferred deferred -> {
          if (latest.isEmpty() || deferred.until().isAfter(latest.get().until())) {
            latest = Optional.of(deferred);
          }
        }
        case Decision.Allowed _ -> throw new IllegalStateException("a rule objects or is silent: " + rule.name());
      }
    }
    return latest.map(deferred -> inTime(facts, deferred)).orElseGet(() -> new Decision.Allowed(phones(facts, now)));
  }

  /// Returns the numbers that may be used now. The list is never empty: a rule objects if no number is left.
  private static List<Phone> phones(PolicyFacts facts, Instant now) {
    Set<Phone> held = facts.heldNumbers(now);
    Set<Phone> paused = DemandRules.pausedNumbers(facts, now);
    return facts.usablePhones().stream().filter(phone -> !paused.contains(phone) && !held.contains(phone)).toList();
  }

  /// Moves the deferral on to the permitted hours, and refuses if the contact expires before that.
  private static Decision inTime(PolicyFacts facts, Decision.Deferred deferred) {
    Instant expires = facts.contact().window().expires();
    var zone = facts.zone().orElseThrow();
    Optional<Instant> opening = facts.profile().opening(deferred.until(), zone, facts.question().extraHolidays());
    if (opening.isEmpty() || !opening.get().isBefore(expires)) {
      var late = Why.TOO_LATE.of(List.of(deferred.reason()), expires.atZone(zone));
      return new Decision.Refused(deferred.rule(), late);
    }
    return new Decision.Deferred(opening.get(), deferred.rule(), deferred.reason());
  }
}
