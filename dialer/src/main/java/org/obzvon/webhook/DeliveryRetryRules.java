package org.obzvon.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.obzvon.webhook.Courier.Answer;

/// Decides when a failed delivery is tried again, and when it is given up.
///
/// @param delays waits after the first try, the second, …; there is one try more than there are delays
/// @param deadBeforeDisabled this many given-up deliveries in a row disable the webhook
public record DeliveryRetryRules(List<Duration> delays, int deadBeforeDisabled) {
  private static final int GONE = 410;

  /// Allows twelve tries within about a day.
  public static final DeliveryRetryRules USUAL = new DeliveryRetryRules(
      List.of(
          Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(5),
          Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(2),
          Duration.ofHours(4), Duration.ofHours(6), Duration.ofHours(10)),
      20);

  public DeliveryRetryRules {
    delays = List.copyOf(delays);
  }

  /// Judges the answer to a try. A redirect is not followed and is a failure, like any other answer but 2xx. "Gone"
  /// ends the delivery at once.
  ///
  /// @param tries number of tries so far, including this one
  DeliveryDecision judge(Answer answer, int tries, Instant now) {
    if (answer instanceof Answer.Answered(int status, _)) {
      if (status >= 200 && status < 300) {
        return new DeliveryDecision.Arrived(answer);
      }
      if (status == GONE) {
        return new DeliveryDecision.GivenUp(answer);
      }
    }
    return tries > delays.size()
        ? new DeliveryDecision.GivenUp(answer)
        : new DeliveryDecision.Again(answer, now.plus(delays.get(tries - 1)));
  }
}
