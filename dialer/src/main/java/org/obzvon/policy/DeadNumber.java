package org.obzvon.policy;

import java.time.Duration;
import java.time.Instant;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.document.Sentence;
import org.obzvon.register.Phone;

/// A number of which the network said last that it does not exist or takes no calls. It is left out for a while, over
/// all campaigns, unless the register listed it anew since; another medium may still reach it.
///
/// A number that is not the subscriber's needs no entry here: a stop entry keeps it out until a person lifts that.
public record DeadNumber(Phone phone, Medium medium, Refusal said, Instant at) {
  /// Numbers are given out again, and networks err: after three months it is tried once more.
  public static final Duration BELIEVED = Duration.ofDays(90);

  /// A line that reached nobody within so long, before or after, says more about itself than about the number.
  public static final Duration LINE_PROVED_WITHIN = Duration.ofHours(12);

  Sentence words() {
    return switch (said) {
      case NO_SUCH_NUMBER -> Why.NO_SUCH_NUMBER.with(at);
      case BARRED -> Why.BARRED.with(at);
      case WRONG_NUMBER, OPTED_OUT, PREFIX_NOT_ALLOWED ->
          throw new IllegalStateException("not a word of the network: " + said);
    };
  }
}
