package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.campaign.RetryRules;
import org.obzvon.campaign.RetryRules.Kind;
import org.obzvon.campaign.RetryRules.Rule;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.contact.Ledger.Closed;
import org.obzvon.contact.OurFaults;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;

class RepeatsTest {
  private static final Instant DUE = Instant.parse("2026-11-18T07:00:00Z");
  private static final Instant END = Instant.parse("2026-11-18T10:00:00Z");
  private static final Phone PHONE = new Phone("+79001112233");
  private static final ContactOutcome FAULT = new Failed(Fault.NETWORK);
  private static final ContactOutcome BUSY = new NotReached(NoAnswer.BUSY);
  private static final ContactOutcome DEAD = new Undeliverable(Refusal.NO_SUCH_NUMBER);
  private static final RetryRules RULES = new RetryRules(2, Map.of(Kind.BUSY, new Rule(Duration.ofMinutes(15), 5)));

  private static Optional<Instant> next(Channel channel, boolean anotherNumber, ContactOutcome... outcomes) {
    return Repeats.next(closed(channel, anotherNumber, false, outcomes), RULES);
  }

  private static Closed closed(Channel channel, boolean anotherNumber, boolean taken, ContactOutcome... outcomes) {
    var contact = new Contact(
        IdGenerator.next(), IdGenerator.next(), new Contact.Debtor(IdGenerator.next(), IdGenerator.next()), "ROBOT",
        new Contact.Step(0, LocalDate.of(2026, 11, 1), channel, "payment-active"),
        new Contact.Window(DUE, END.plusSeconds(3600)), outcomes.length);
    var attempt = new Attempt(
        IdGenerator.next(), contact, outcomes.length, PHONE,
        new Attempt.Route("pbx", "+74950000000", Duration.ofSeconds(25), false),
        END);
    ContactOutcome last = outcomes[outcomes.length - 1];
    List<Closed.Try> tries = Arrays.stream(outcomes)
        .map(one -> new Closed.Try(PHONE, one, OurFaults.isOne(channel, one, taken), "pbx"))
        .toList();
    return new Closed(attempt, new Report(attempt.id(), last, Optional.empty(), END, Trace.NONE), tries, anotherNumber);
  }

  @Test
  void the_first_fault_puts_a_contact_back_into_its_old_place() {
    assertThat(next(Channel.ROBOT, false, FAULT)).contains(DUE);
    assertThat(next(Channel.ROBOT, false, FAULT, BUSY, FAULT)).as("the first in a row").contains(DUE);
  }

  @ParameterizedTest
  @CsvSource({"2, 15", "3, 30", "4, 60", "5, 120", "6, 120", "100, 120"})
  void the_pause_after_faults_in_a_row_grows_up_to_a_bound(int faults, int seconds) {
    ContactOutcome[] all = new ContactOutcome[faults];
    Arrays.fill(all, FAULT);
    assertThat(next(Channel.ROBOT, false, all)).contains(END.plusSeconds(seconds));
  }

  @Test
  void faults_and_dead_numbers_use_up_none_of_the_attempts_of_a_campaign() {
    assertThat(next(Channel.ROBOT, false, FAULT, FAULT, DEAD, FAULT, BUSY)).contains(END.plus(Duration.ofMinutes(15)));
    assertThat(next(Channel.ROBOT, false, BUSY, FAULT, BUSY)).isEmpty();
  }

  @Test
  void a_dead_or_wrong_number_is_followed_at_once_where_there_is_another() {
    assertThat(next(Channel.ROBOT, true, DEAD)).contains(END);
    assertThat(next(Channel.SMS, true, new Undeliverable(Refusal.BARRED))).contains(END);
    assertThat(next(Channel.ROBOT, true, BUSY, BUSY, new Undeliverable(Refusal.WRONG_NUMBER))).contains(END);
    assertThat(next(Channel.ROBOT, false, DEAD)).isEmpty();
    assertThat(next(Channel.ROBOT, true, new Undeliverable(Refusal.OPTED_OUT))).isEmpty();
  }

  @Test
  void a_text_that_a_gateway_took_is_never_sent_again_without_a_bound() {
    ContactOutcome refused = new Failed(Fault.EXCHANGE);
    assertThat(next(Channel.SMS, false, refused)).as("nobody took it").contains(DUE);
    assertThat(Repeats.next(closed(Channel.SMS, false, true, refused), RULES)).isEmpty();
    assertThat(next(Channel.SMS, false, FAULT)).as("sent and not delivered").isEmpty();
  }
}
