package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.policy.jooq.JooqAccountFacts;
import org.obzvon.register.Phone;
import org.obzvon.register.jooq.JooqAccounts;

/// Tests that the second number of an account is tried in the same step if the first cannot be used.
@Tag("slow")
class SecondNumberTest extends RoundsByHand {
  private static final Phone FIRST = new Phone("+79001112233");
  private static final Phone SECOND = new Phone("+79004445566");

  @BeforeEach
  void a_debtor_with_two_numbers() {
    UUID account = data.debtor("A1", data.household("h1"), SINCE, FIRST.e164());
    db.insertInto(ACCOUNT_PHONE)
        .set(ACCOUNT_PHONE.ACCOUNT_ID, account).set(ACCOUNT_PHONE.POSITION, 1).set(ACCOUNT_PHONE.E164, SECOND.e164())
        .execute();
    tick.run(campaign);
    round();
    assertThat(placed).extracting(Attempt::phone).containsExactly(FIRST);
  }

  private String state() {
    return db.select(CONTACT.STATE).from(CONTACT).fetchSingle(CONTACT.STATE);
  }

  @ParameterizedTest
  @EnumSource(value = Refusal.class, names = {"NO_SUCH_NUMBER", "BARRED", "WRONG_NUMBER"})
  void a_number_that_is_dead_or_wrong_is_followed_by_the_next_one_at_once(Refusal why) {
    end(placed.getFirst(), new Undeliverable(why));
    assertThat(round().placed()).isEqualTo(1);
    assertThat(placed.getLast().phone()).isEqualTo(SECOND);
    end(placed.getLast(), new Undeliverable(why));
    assertThat(state()).as("there is no third number").isIn("DONE", "WITHDRAWN");
  }

  @Test
  void who_asks_not_to_be_called_is_not_called_at_another_number() {
    end(placed.getFirst(), new Undeliverable(Refusal.OPTED_OUT));
    assertThat(round().placed()).isZero();
    assertThat(state()).isEqualTo("DONE");
  }

  @Test
  void after_a_fault_of_ours_the_same_number_is_tried_again() {
    end(placed.getFirst(), new Failed(Fault.NETWORK));
    round();
    assertThat(placed.getLast().phone()).isEqualTo(FIRST);
  }

  @Test
  void a_number_that_this_contact_found_dead_is_not_tried_again_by_its_repeats() {
    end(placed.getFirst(), new Undeliverable(Refusal.NO_SUCH_NUMBER));
    round();
    end(placed.getLast(), new NotReached(NoAnswer.BUSY));
    clock.tick(Duration.ofHours(2));
    assertThat(round().placed()).isEqualTo(1);
    assertThat(placed.getLast().phone()).isEqualTo(SECOND);
  }

  @Test
  void where_the_other_number_may_not_be_used_the_contact_ends() {
    db.update(ACCOUNT_PHONE).set(ACCOUNT_PHONE.E164, "+37369000001").where(ACCOUNT_PHONE.E164.eq(SECOND.e164()))
        .execute();
    end(placed.getFirst(), new Undeliverable(Refusal.NO_SUCH_NUMBER));
    assertThat(round().placed()).isZero();
    assertThat(state()).isEqualTo("REFUSED");
  }

  @Test
  void one_report_lets_the_next_number_be_tried_at_once_and_marks_no_number() {
    end(placed.getFirst(), new Undeliverable(Refusal.NO_SUCH_NUMBER));
    assertThat(round().placed()).isEqualTo(1);
    assertThat(placed.getLast().phone()).isEqualTo(SECOND);
    var account = new JooqAccounts(db).byNumber("A1").orElseThrow();
    assertThat(new JooqAccountFacts(db).about(List.of(account), clock.instant()).get(account.id()).dead()).isEmpty();
  }
}
