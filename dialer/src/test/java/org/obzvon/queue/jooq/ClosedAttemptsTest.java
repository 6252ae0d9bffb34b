package org.obzvon.queue.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ATTEMPT;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.Ledger.Closed;
import org.obzvon.contact.Promise;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.register.Money;

/// Tests the ledger's record of an attempt that ended, and whether its contact is tried again.
@Tag("slow")
class ClosedAttemptsTest extends LeasedContacts {
  @Test
  void the_first_report_of_an_attempt_stands() {
    Attempt attempt = started("1");
    assertThat(ledger.close(List.of(report(attempt, new NotReached(NoAnswer.BUSY))), _ -> Optional.empty(), NOON))
        .hasSize(1);
    assertThat(ledger.close(List.of(report(attempt, new Lost())), _ -> Optional.empty(), NOON)).isEmpty();
    var row = db.selectFrom(ATTEMPT).fetchSingle();
    assertThat(row.getOutcome()).isEqualTo("NOT_REACHED");
    assertThat(row.getDetail()).isEqualTo("BUSY");
  }

  @Test
  void a_closed_attempt_cannot_be_changed_even_by_hand() {
    Attempt attempt = started("1");
    ledger.close(List.of(report(attempt, new Lost())), _ -> Optional.empty(), NOON);
    assertThatThrownBy(
        () -> db.update(ATTEMPT).set(ATTEMPT.OUTCOME, "REACHED").execute())
        .hasMessageContaining("is closed and is never changed");
  }

  @Test
  void a_repeat_waits_until_its_time_and_sees_the_outcomes_before_it() {
    Attempt first = started("1");
    Instant later = NOON.plus(Duration.ofMinutes(15));
    ledger.close(List.of(report(first, new NotReached(NoAnswer.BUSY))), _ -> Optional.of(later), NOON);
    assertThat(lease("a", 1)).isEmpty();
    clock.set(later);
    Contact again = lease("a", 1).getFirst();
    assertThat(again.attempts()).isEqualTo(1);
    Attempt second = attempt(again, 2);
    ledger.write(List.of(second), "a", UNTIL);
    var closed = ledger.close(List.of(report(second, new NotReached(NoAnswer.NO_ANSWER))), _ -> Optional.empty(),
        later);
    assertThat(closed.getFirst().tries()).extracting(Closed.Try::outcome)
        .containsExactly(new NotReached(NoAnswer.BUSY), new NotReached(NoAnswer.NO_ANSWER));
    assertThat(state(again)).isEqualTo("DONE");
  }

  @Test
  void a_repeat_that_would_come_after_the_contact_expires_is_not_made() {
    Attempt attempt = started("1");
    Instant late = attempt.contact().window().expires();
    ledger.close(List.of(report(attempt, new NotReached(NoAnswer.BUSY))), _ -> Optional.of(late), NOON);
    assertThat(state(attempt.contact())).isEqualTo("DONE");
  }

  @Test
  void a_contact_withdrawn_while_it_rings_is_stored_but_not_repeated() {
    Attempt attempt = started("1");
    new JooqWithdrawals(db, clock).ofCampaign(campaign, "stopped");
    assertThat(ledger.close(List.of(report(attempt, new NotReached(NoAnswer.BUSY))), _ -> Optional.of(NOON), NOON))
        .hasSize(1);
    assertThat(state(attempt.contact())).isEqualTo("WITHDRAWN");
    assertThat(lease("a", 5)).isEmpty();
  }

  @Test
  void a_promise_is_kept_with_the_attempt_that_brought_it() {
    Attempt attempt = started("1");
    Promise promise = new Promise(LocalDate.of(2026, 11, 20), Money.of("500", "RUB"));
    ledger.close(
        List.of(report(attempt, new Reached(Answer.PROMISED, Optional.of(promise), Optional.empty()))),
        _ -> Optional.empty(), NOON);
    var row = db.selectFrom(org.obzvon.jooq.Tables.PROMISE).fetchSingle();
    assertThat(row.getPromisedOn()).isEqualTo(promise.day());
    assertThat(row.getAmount()).isEqualByComparingTo("500");
    assertThat(row.getState()).isEqualTo("OPEN");
  }
}
