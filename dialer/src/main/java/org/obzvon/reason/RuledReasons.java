package org.obzvon.reason;

import java.util.Optional;
import org.obzvon.contact.ReasonSink;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions;
import org.obzvon.policy.Suppressions.Stop;
import org.obzvon.reason.Consequence.Whom;
import org.obzvon.register.Phone;

/// Applies the installation's rules to a reason. The suppression is added first and may be repeated, so a crash between
/// the two steps leaves a reason that is handled again and not one without its consequence.
public final class RuledReasons implements ReasonSink {
  private final ReasonRules rules;
  private final ReasonBook book;
  private final Suppressions suppressions;

  public RuledReasons(ReasonRules rules, ReasonBook book, Suppressions suppressions) {
    this.rules = rules;
    this.book = book;
    this.suppressions = suppressions;
  }

  @Override
  public void heard(Heard heard) {
    if (book.knows(heard)) {
      return;
    }
    Consequence consequence = rules.of(heard.reason());
    Optional<Phone> number = book.numberOf(heard.source());
    consequence.stop().flatMap(whom -> target(whom, heard, number)).ifPresent(target -> stop(target, heard));
    book.keep(heard, consequence, number);
  }

  private static Optional<Suppression.Target> target(Whom whom, Heard heard, Optional<Phone> number) {
    return switch (whom) {
      case NUMBER -> number.map(Suppression.Target.Number::new);
      case HOUSEHOLD -> Optional.of(new Suppression.Target.Household(heard.account()));
    };
  }

  private void stop(Suppression.Target target, Heard heard) {
    suppressions.add(
        new Stop(
            target, kind(heard.reason(), target), "reason given: " + heard.reason(), Optional.empty(),
            origin(heard.source())));
  }

  private static Suppression.Origin origin(Source source) {
    return switch (source.listener()) {
      case ROBOT, OPERATOR -> new Suppression.Origin.OfAttempt(source.id());
      case TEXT -> new Suppression.Origin.OfPerson("text message " + source.id());
    };
  }

  private static StopKind kind(NonPaymentReason reason, Suppression.Target target) {
    return switch (reason) {
      case QUALITY_OF_SERVICE -> StopKind.COMPLAINT;
      case DISPUTE -> StopKind.DISPUTE;
      case REFUSES -> StopKind.OPT_OUT;
      case MOVED, NOT_THE_SUBSCRIBER ->
          target instanceof Suppression.Target.Number ? StopKind.WRONG_NUMBER : StopKind.MANUAL;
      case FORGOT, NO_MONEY, ALREADY_PAID, OTHER -> StopKind.MANUAL;
    };
  }
}
