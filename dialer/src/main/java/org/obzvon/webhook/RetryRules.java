package org.obzvon.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.obzvon.webhook.Courier.Answer;

/// When a delivery that failed is tried again, and when it is given up.
///
/// @param delays after the first try, the second, …; one try more than there are delays
/// @param deadBeforeDisabled so many given up in a row disable the webhook
public record RetryRules(List<Duration> delays, int deadBeforeDisabled) {
  private static final int GONE = 410;

  /// Twelve tries within about a day.
  public static final RetryRules USUAL =
      new RetryRules(
          List.of(
              Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(5),
              Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(2),
              Duration.ofHours(4), Duration.ofHours(6), Duration.ofHours(10)),
          20);

  public RetryRules {
    delays = List.copyOf(delays);
  }

  /// A redirect is not followed and counts as a failure like any other answer but 2xx. "Gone" is believed at once.
  ///
  /// @param tries made so far, this one included
  Verdict judge(Answer answer, int tries, Instant now) {
    if (answer instanceof Answer.Answered(int status, _)) {
      if (status >= 200 && status < 300) {
        return new Verdict.Arrived(answer);
      }
      if (status == GONE) {
        return new Verdict.GivenUp(answer);
      }
    }
    return tries > delays.size()
        ? new Verdict.GivenUp(answer)
        : new Verdict.Again(answer, now.plus(delays.get(tries - 1)));
  }
}
