package org.obzvon.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.register.AccountNumberLookup;
import org.obzvon.register.Phone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A ledger that logs every attempt, one line when it is written to be placed and one when it is closed, under the
/// logger `attempts`. A log line that cannot be built never stops the attempt.
public final class LoggedLedger implements Ledger {
  public static final String LOGGER = "attempts";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
  private static final int SHOWN_FIRST = 4;
  private static final int SHOWN_LAST = 2;

  private final Ledger ledger;
  private final AccountNumberLookup accounts;
  private final Numbers numbers;

  /// How telephone numbers appear in the log.
  public enum Numbers {
    /// `+373******56`: enough to distinguish two numbers.
    MASKED,
    FULL
  }

  public LoggedLedger(Ledger ledger, AccountNumberLookup accounts, Numbers numbers) {
    this.ledger = ledger;
    this.accounts = accounts;
    this.numbers = numbers;
  }

  @Override
  public Set<UUID> write(List<Attempt> attempts, String node, Instant leasedUntil) {
    Set<UUID> written = ledger.write(attempts, node, leasedUntil);
    List<Attempt> placed = attempts.stream().filter(attempt -> written.contains(attempt.id())).toList();
    Map<UUID, String> known = accountsOf(placed);
    placed.forEach(attempt -> log(attempt, known));
    return written;
  }

  private void log(Attempt attempt, Map<UUID, String> known) {
    LOG.info(
        "attempt {} placed: account={} number={} channel={} script={} line={} try={}", attempt.id(),
        account(attempt, known), shown(attempt.phone()), attempt.contact().step().channel(),
        attempt.contact().step().script(), attempt.route().line(), attempt.number());
  }

  @Override
  public Set<UUID> written(Collection<UUID> attempts) {
    return ledger.written(attempts);
  }

  @Override
  public void accepted(List<Acceptance> acceptances) {
    ledger.accepted(acceptances);
  }

  @Override
  public List<Closed> close(List<Report> reports, Function<Closed, Optional<Instant>> next, Instant now) {
    List<Closed> closed = ledger.close(reports, next, now);
    Map<UUID, String> known = accountsOf(closed.stream().map(Closed::attempt).toList());
    closed.forEach(end -> log(end, known));
    return closed;
  }

  @Override
  public Map<UUID, List<Closed.Try>> tries(Collection<UUID> contacts) {
    return ledger.tries(contacts);
  }

  private void log(Closed end, Map<UUID, String> known) {
    Attempt attempt = end.attempt();
    Report report = end.report();
    LOG.info(
        "attempt {} ended: account={} number={} line={} outcome={} cause={} seconds={} talk={}", attempt.id(),
        account(attempt, known), shown(attempt.phone()), attempt.route().line(), words(report.outcome()),
        cause(report.trace()), Duration.between(attempt.writtenAt(), report.endedAt()).toSeconds(),
        report.answeredAt().map(at -> Duration.between(at, report.endedAt()).toSeconds()).orElse(0L));
  }

  private Map<UUID, String> accountsOf(List<Attempt> attempts) {
    if (attempts.isEmpty() || !LOG.isInfoEnabled()) {
      return Map.of();
    }
    Collection<UUID> ids = attempts.stream().map(attempt -> attempt.contact().debtor().account())
        .collect(Collectors.toSet());
    try {
      return accounts.of(ids);
    } catch (RuntimeException e) {
      LOG.debug("the numbers of {} accounts could not be read for the log", ids.size(), e);
      return Map.of();
    }
  }

  private static String account(Attempt attempt, Map<UUID, String> known) {
    UUID account = attempt.contact().debtor().account();
    return known.getOrDefault(account, account.toString());
  }

  private String shown(Phone phone) {
    String number = phone.e164();
    return switch (numbers) {
      case FULL -> number;
      case MASKED ->
          number.substring(0, SHOWN_FIRST) + "*".repeat(number.length() - SHOWN_FIRST - SHOWN_LAST)
              + number.substring(number.length() - SHOWN_LAST);
    };
  }

  private static String words(ContactOutcome outcome) {
    return switch (outcome) {
      case ContactOutcome.Reached(var answer, _, var reason) ->
          "REACHED/" + answer + reason.map(given -> "/" + given).orElse("");
      case ContactOutcome.Delivered(int segments) -> "DELIVERED/" + segments;
      case ContactOutcome.NotReached(var why) -> "NOT_REACHED/" + why;
      case ContactOutcome.Undeliverable(var why) -> "UNDELIVERABLE/" + why;
      case ContactOutcome.Failed(var whose) -> "FAILED/" + whose;
      case ContactOutcome.Lost() -> "LOST";
    };
  }

  private static String cause(OutcomeSink.Trace trace) {
    OptionalInt hangup = trace.hangupCause();
    String number = hangup.isPresent() ? Integer.toString(hangup.getAsInt()) : "-";
    return trace.techCause().map(code -> number + "/" + code.replace(' ', '_')).orElse(number);
  }
}
