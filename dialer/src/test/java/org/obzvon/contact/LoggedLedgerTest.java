package org.obzvon.contact;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.slf4j.LoggerFactory;

class LoggedLedgerTest {
  private static final Instant START = Instant.parse("2026-11-18T09:00:00Z");
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(LoggedLedger.LOGGER);

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Attempt attempt = attempt("+37369123456");
  private final Attempt withdrawn = attempt("+37369123457");

  @BeforeEach
  void listen() {
    lines.start();
    LOG.addAppender(lines);
    LOG.setLevel(Level.INFO);
  }

  @AfterEach
  void stop_listening() {
    LOG.detachAppender(lines);
    LOG.setLevel(null);
  }

  private static Attempt attempt(String phone) {
    Contact contact = new Contact(
        IdGenerator.next(), IdGenerator.next(), new Contact.Debtor(IdGenerator.next(), IdGenerator.next()), "ROBOT",
        new Contact.Step(0, LocalDate.of(2026, 11, 18), Channel.ROBOT, "payment-active"),
        new Contact.Window(START, START.plusSeconds(3600)), 1);
    return new Attempt(
        IdGenerator.next(), contact, 2, new Phone(phone),
        new Attempt.Route("pbx", "+37322000000", Duration.ofSeconds(30), false), START);
  }

  /// Writes and closes the one attempt and knows no others.
  private final class OneAttempt implements Ledger {
    @Override
    public Set<UUID> write(List<Attempt> attempts, String node, Instant leasedUntil) {
      return Set.of(attempt.id());
    }

    @Override
    public Set<UUID> written(Collection<UUID> attempts) {
      return Set.of();
    }

    @Override
    public void accepted(List<Acceptance> acceptances) {}

    @Override
    public List<Closed> close(List<Report> reports, Function<Closed, Optional<Instant>> next, Instant now) {
      return reports.stream()
          .filter(report -> report.attempt().equals(attempt.id()))
          .map(report -> new Closed(attempt, report,
              List.of(new Closed.Try(attempt.phone(), report.outcome(), false, "pbx")), false))
          .toList();
    }

    @Override
    public Map<UUID, List<Closed.Try>> tries(Collection<UUID> contacts) {
      return Map.of();
    }
  }

  private LoggedLedger ledger(LoggedLedger.Numbers numbers) {
    return new LoggedLedger(
        new OneAttempt(), ids -> ids.stream().collect(Collectors.toMap(id -> id, _ -> "1001")), numbers);
  }

  private List<String> logged() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void an_attempt_is_one_line_when_it_is_placed_and_one_when_it_ends() {
    LoggedLedger ledger = ledger(LoggedLedger.Numbers.MASKED);
    ledger.write(List.of(attempt, withdrawn), "node", START);
    Report busy = new Report(
        attempt.id(), new ContactOutcome.NotReached(ContactOutcome.NoAnswer.BUSY), Optional.empty(),
        START.plusSeconds(12), new Trace("", OptionalInt.of(17), Optional.of("SIP 486")));
    ledger.close(List.of(busy), _ -> Optional.empty(), START);

    assertThat(logged())
        .containsExactly(
            "attempt " + attempt.id()
                + " placed: account=1001 number=+373******56 channel=ROBOT script=payment-active line=pbx try=2",
            "attempt " + attempt.id() + " ended: account=1001 number=+373******56 line=pbx outcome=NOT_REACHED/BUSY"
                + " cause=17/SIP_486 seconds=12 talk=0");
  }

  @Test
  void numbers_stand_there_in_full_where_the_setting_says_so() {
    ledger(LoggedLedger.Numbers.FULL).write(List.of(attempt), "node", START);
    assertThat(logged()).singleElement().asString().contains("number=+37369123456 ");
  }

  @Test
  void an_account_whose_number_cannot_be_read_does_not_hinder_the_attempt() {
    LoggedLedger ledger = new LoggedLedger(
        new OneAttempt(),
        _ -> {
          throw new IllegalStateException("the store is away");
        },
        LoggedLedger.Numbers.MASKED);
    assertThat(ledger.write(List.of(attempt), "node", START)).containsExactly(attempt.id());
    assertThat(logged()).singleElement().asString().contains("account=" + attempt.contact().debtor().account());
  }

  @Test
  void nothing_is_looked_up_where_the_lines_are_not_wanted() {
    LOG.setLevel(Level.WARN);
    LoggedLedger ledger = new LoggedLedger(
        new OneAttempt(),
        _ -> {
          throw new AssertionError("looked up");
        },
        LoggedLedger.Numbers.MASKED);
    assertThat(ledger.write(List.of(attempt), "node", START)).hasSize(1);
  }
}
