package org.obzvon.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.obzvon.alert.AlertMails.Due;
import org.obzvon.alert.AlertMails.Verdict;

/// Decides when a mail that did not reach everybody is retried, and when it is given up.
final class MailRetries {
  /// After this time an alert is outdated.
  static final Duration LONGEST = Duration.ofDays(1);
  private static final List<Duration> PAUSES = List.of(
      Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(2),
      Duration.ofMinutes(5),
      Duration.ofMinutes(10), Duration.ofMinutes(30));

  private MailRetries() {}

  static Verdict judge(Due due, MailCourier.Answer answer, Instant now) {
    List<String> left = due.left().stream()
        .filter(one -> !answer.taken().contains(one) && !answer.refused().contains(one)).toList();
    if (left.isEmpty()) {
      return answer.taken().isEmpty()
          ? new Verdict.GivenUp(answer.refused(), answer.words())
          : new Verdict.Sent(answer.refused(), answer.words());
    }
    Instant again = now.plus(PAUSES.get(Math.min(due.tries(), PAUSES.size()) - 1));
    return again.isAfter(due.made().plus(LONGEST))
        ? new Verdict.GivenUp(Stream.concat(answer.refused().stream(), left.stream()).toList(), answer.words())
        : new Verdict.Again(left, answer.refused(), answer.words(), again);
  }
}
