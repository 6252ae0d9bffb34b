package org.obzvon.policy;

import java.time.Instant;
import java.util.Optional;
import org.obzvon.document.Sentence;

/// One named reason for which a contact may not be made.
record Rule(String name, Check check) {

  /// Creates a rule that applies only to contacts that ask for money: thanks and an appointment may go to a debtor who
  /// owes nothing.
  static Rule ofDemands(String name, Check check) {
    return new Rule(
        name, (facts, now) -> facts.contact().step().origin().kind().isDemand() ? check.on(facts, now)
            : Optional.empty());
  }

  Optional<Decision> ask(PolicyFacts facts, Instant now) {
    return check.on(facts, now)
        .map(objection -> switch (objection) {
          case Objection.Never(Sentence why) -> new Decision.Refused(name, why);
          case Objection.NotBefore(Instant until, Sentence why) -> new Decision.Deferred(until, name, why);
        });
  }

  /// The test of a rule. It is pure: the same facts and the same instant give the same answer.
  @FunctionalInterface
  interface Check {
    Optional<Objection> on(PolicyFacts facts, Instant now);
  }

  sealed interface Objection {
    record Never(Sentence why) implements Objection {}

    record NotBefore(Instant until, Sentence why) implements Objection {}

    static Optional<Objection> never(boolean applies, Sentence why) {
      return applies ? Optional.of(new Never(why)) : Optional.empty();
    }
  }
}
