package org.obzvon.queue.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.STAFF_USER;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactPlans.Plan;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.register.IdGenerator;

/// Tests that a text without a delivery report blocks texts of its household and to its number, but no call.
@Tag("slow")
class TextsUnderWayTest extends LeasedContacts {
  private int steps;

  /// Plans a contact to the one number that every household of this test has.
  private Contact plan(UUID household, Channel channel) {
    int step = steps++;
    UUID account = data.debtor("n" + step, household, LocalDate.of(2026, 11, 1), "+79001112233");
    Contact contact = new Contact(
        IdGenerator.next(), campaign, new Contact.Debtor(household, account), channel.name(),
        new Contact.Step(step, LocalDate.of(2026, 11, 1), channel, "any"),
        new Contact.Window(NOON, NOON.plus(Duration.ofDays(2))), 0);
    plans.add(List.of(new Plan.Wait(contact, NOON)), NOON);
    return contact;
  }

  private List<UUID> leased(Channel channel) {
    return queue.lease(_ -> List.of(new Share(campaign, channel, 10)), "a", clock.instant(), UNTIL).stream()
        .map(Contact::id).toList();
  }

  private boolean written(Contact contact) {
    Attempt attempt = attempt(contact, 1);
    return ledger.write(List.of(attempt), "a", UNTIL).contains(attempt.id());
  }

  private UUID householdUnderWay(Channel channel) {
    UUID household = data.household("h" + steps);
    Contact contact = plan(household, channel);
    assertThat(leased(channel)).containsExactly(contact.id());
    assertThat(written(contact)).isTrue();
    return household;
  }

  @Test
  void a_text_without_its_receipt_shuts_out_the_next_text_and_no_call() {
    UUID household = householdUnderWay(Channel.SMS);
    plan(household, Channel.SMS);
    Contact robot = plan(household, Channel.ROBOT);

    assertThat(leased(Channel.SMS)).isEmpty();
    assertThat(leased(Channel.ROBOT)).containsExactly(robot.id());
    assertThat(written(robot)).isTrue();
  }

  @Test
  void a_promised_call_back_is_made_while_a_text_has_no_receipt() {
    UUID household = householdUnderWay(Channel.SMS);
    UUID olga = IdGenerator.next();
    db.insertInto(STAFF_USER).set(STAFF_USER.ID, olga).set(STAFF_USER.LOGIN, "olga").set(STAFF_USER.NAME, "olga")
        .set(STAFF_USER.ROLE, "OPERATOR").set(STAFF_USER.LANGUAGE, "RU").set(STAFF_USER.PASSWORD_HASH, "")
        .set(STAFF_USER.CHANGE_PASSWORD, false).set(STAFF_USER.ACTIVE, true).set(STAFF_USER.CREATED_AT, NOON).execute();
    Contact promised = plan(household, Channel.OPERATOR);
    db.update(CONTACT).set(CONTACT.OPERATOR_ID, olga).where(CONTACT.ID.eq(promised.id())).execute();

    assertThat(queue.promisers(NOON)).containsExactly(olga);
    assertThat(queue.leasePromised(olga, "a", NOON, UNTIL).map(Contact::id)).contains(promised.id());
    assertThat(written(promised)).isTrue();
  }

  @Test
  void a_notice_is_leased_before_an_older_reminder_of_its_household() {
    UUID household = data.household("h");
    plan(household, Channel.SMS);
    Contact notice = plan(household, Channel.SMS);
    db.update(CONTACT).set(CONTACT.GROUND, "NOTICE").set(CONTACT.NOT_BEFORE, NOON.plusSeconds(60))
        .where(CONTACT.ID.eq(notice.id())).execute();
    clock.tick(Duration.ofSeconds(60));

    assertThat(leased(Channel.SMS)).containsExactly(notice.id());
  }

  @Test
  void a_call_shuts_out_texts_and_calls() {
    UUID household = householdUnderWay(Channel.ROBOT);
    plan(household, Channel.SMS);
    plan(household, Channel.ROBOT);

    assertThat(leased(Channel.SMS)).isEmpty();
    assertThat(leased(Channel.ROBOT)).isEmpty();
  }

  @Test
  void another_household_with_the_number_of_a_text_without_its_receipt_is_called_and_not_texted() {
    householdUnderWay(Channel.SMS);
    Contact robot = plan(data.household("other"), Channel.ROBOT);
    Contact text = plan(data.household("third"), Channel.SMS);

    leased(Channel.SMS);
    leased(Channel.ROBOT);

    assertThat(written(text)).isFalse();
    assertThat(written(robot)).isTrue();
  }

  @Test
  void a_number_in_a_call_takes_neither_a_text_nor_a_call_of_the_same_batch() {
    Contact call = plan(data.household("a"), Channel.ROBOT);
    Contact second = plan(data.household("b"), Channel.ROBOT);
    Contact text = plan(data.household("c"), Channel.SMS);
    leased(Channel.ROBOT);
    leased(Channel.SMS);
    List<Attempt> batch = List.of(attempt(call, 1), attempt(second, 1), attempt(text, 1));

    assertThat(ledger.write(batch, "a", UNTIL)).containsExactly(batch.getFirst().id());
  }
}
