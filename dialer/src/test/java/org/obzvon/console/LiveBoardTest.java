package org.obzvon.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.Ledger.Closed;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.fixture.StillVitals;
import org.obzvon.fixture.TestClock;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;

class LiveBoardTest {
  private static final StillVitals ONE_LINE = new StillVitals(List.of(new Vitals.LineState("pbx", true, 3, 20)),
      Map.of(ContactState.QUEUED, 5));

  private final TestClock clock = new TestClock(Instant.parse("2026-11-24T12:00:30Z"));
  private final LiveBoard board = new LiveBoard(() -> ONE_LINE, Optional::empty, clock, ZoneOffset.UTC);

  private static Closed closed(ContactOutcome outcome) {
    Instant now = Instant.parse("2026-11-24T12:00:00Z");
    Contact contact = new Contact(
        IdGenerator.next(), IdGenerator.next(), new Contact.Debtor(IdGenerator.next(), IdGenerator.next()), "ROBOT",
        new Contact.Step(0, LocalDate.of(2026, 11, 1), Channel.ROBOT, "payment-active"),
        new Contact.Window(now, now.plusSeconds(60)), 1);
    Attempt attempt = new Attempt(
        IdGenerator.next(), contact, 1, new Phone("+37369000001"),
        new Attempt.Route("pbx", "+37322000000", Duration.ofSeconds(30), false), now);
    return new Closed(
        attempt, new OutcomeSink.Report(attempt.id(), outcome, Optional.empty(), now, OutcomeSink.Trace.NONE),
        List.of(new Closed.Try(attempt.phone(), outcome, false, "pbx")), false);
  }

  private static Closed reached() {
    return closed(new ContactOutcome.Reached(ContactOutcome.Answer.LISTENED, Optional.empty(), Optional.empty()));
  }

  private static Closed busy() {
    return closed(new ContactOutcome.NotReached(ContactOutcome.NoAnswer.BUSY));
  }

  @Test
  void outcomes_are_counted_by_minute_for_an_hour() {
    board.accept(List.of(reached(), busy()));
    clock.tick(Duration.ofMinutes(1));
    board.accept(List.of(busy()));
    assertThat(bars().getLast()).isEqualTo(Map.of("t", "12:01", "a", 0, "b", 1));
    assertThat(bars().get(LiveBoard.MINUTES - 2)).isEqualTo(Map.of("t", "12:00", "a", 1, "b", 2));
    clock.tick(Duration.ofMinutes(60));
    assertThat(bars()).hasSize(LiveBoard.MINUTES).allMatch(bar -> bar.get("b").equals(0));
    assertThat(board.numbers()).containsEntry("total", 3L).containsEntry("reached", 1L);
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> bars() {
    return (List<Map<String, Object>>) board.numbers().get("minutes");
  }

  @Test
  void lines_and_what_waits_are_told_by_name() {
    assertThat(board.numbers()).containsEntry("open pbx", 3).containsEntry("waiting QUEUED", 5)
        .doesNotContainKey("queue");
  }

  @Test
  void news_name_no_debtor_and_only_the_newest_are_kept() {
    for (int attempt = 0; attempt < 100; attempt++) {
      board.accept(List.of(busy()));
    }
    assertThat(board.news()).hasSize(12)
        .allSatisfy(news -> assertThat(news.line()).containsExactly("12:00:30", "ROBOT", "pbx", "NOT_REACHED_BUSY"));
    assertThat(board.news()).isEmpty();
  }
}
