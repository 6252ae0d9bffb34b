package org.obzvon.policy.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.policy.jooq.PolicySurroundings.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Channel;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.register.Account;
import org.obzvon.register.Phone;
import org.obzvon.sms.ReceivedAnswers;
import org.obzvon.sms.Inbox.Kind;
import org.obzvon.sms.Incoming;
import org.obzvon.sms.jooq.JooqInbox;

/// Tests on PostgreSQL that answers by text that nobody has read hold back automatic contacts.
@Tag("slow")
class UnreadAnswersTest {
  private static final Phone FIRST = new Phone("+37369100001");
  private static final Phone SECOND = new Phone("+37369100002");

  private final DSLContext store = TestStore.fresh();
  private final PolicySurroundings desk = new PolicySurroundings(store);
  private final SettableClock clock = new SettableClock(NOON);
  private final JooqInbox inbox = new JooqInbox(store);
  private final ContactPolicy policy = new ContactPolicy(
      YamlProfiles.load(Optional.empty(), new JollydayHolidays()), desk,
      new JooqAccountFacts(store, Duration.ofHours(24)),
      new JooqDecisionLog(store), new AllowedPrefixes(List.of("+373")), clock);
  private final Account debtor = desk.account("A-1", FIRST.e164());

  private UUID answered(Phone from, Instant at) {
    return inbox.keep(new Incoming("g", "in-" + at, from, "OBZVON", "?", at)).orElseThrow().id();
  }

  private Decision ask(Account account, Channel channel) {
    return policy.ask(List.of(desk.question(account, channel, "ru-230fz-overdue")), DecisionPoint.PLACE).getFirst()
        .decision();
  }

  @Test
  void an_unread_answer_holds_robot_and_texts_and_no_operator() {
    answered(FIRST, NOON.minus(Duration.ofHours(1)));

    for (Channel channel : List.of(Channel.ROBOT, Channel.SMS)) {
      assertThat(ask(debtor, channel)).isInstanceOfSatisfying(Decision.Deferred.class, deferred -> {
        assertThat(deferred.rule()).isEqualTo("unread-answer");
        assertThat(deferred.until()).isEqualTo(NOON.plus(Duration.ofHours(23)));
      });
    }
    assertThat(ask(debtor, Channel.OPERATOR)).isEqualTo(new Decision.Allowed(List.of(FIRST)));
  }

  @Test
  void reading_it_or_the_end_of_its_time_frees_the_number() {
    UUID id = answered(FIRST, NOON.minus(Duration.ofHours(1)));
    assertThat(ask(debtor, Channel.SMS)).isInstanceOf(Decision.Deferred.class);
    inbox.close(id, NOON);
    assertThat(ask(debtor, Channel.SMS)).isEqualTo(new Decision.Allowed(List.of(FIRST)));

    answered(FIRST, NOON.minus(Duration.ofHours(25)));
    assertThat(ask(debtor, Channel.SMS)).isEqualTo(new Decision.Allowed(List.of(FIRST)));
  }

  @Test
  void what_the_product_closed_itself_holds_nothing() {
    UUID id = answered(FIRST, NOON);
    inbox.handled(id, ReceivedAnswers.Taken.of(Kind.PROMISE), Optional.empty(), true, NOON);
    assertThat(ask(debtor, Channel.SMS)).isEqualTo(new Decision.Allowed(List.of(FIRST)));
  }

  @Test
  void another_number_of_the_debtor_stays_usable() {
    Account two = desk.account("B-1", FIRST.e164(), SECOND.e164());
    answered(FIRST, NOON);
    assertThat(ask(two, Channel.ROBOT)).isEqualTo(new Decision.Allowed(List.of(SECOND)));
  }
}
