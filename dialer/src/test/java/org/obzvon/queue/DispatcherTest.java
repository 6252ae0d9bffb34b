package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;

/// Tests which debtors a round calls and which it leaves for later.
@Tag("slow")
class DispatcherTest extends RoundsByHand {
  @Test
  void no_more_calls_are_open_than_the_line_has_places() {
    debtors(8);
    assertThat(round().placed()).isEqualTo(LIMIT);
    assertThat(round().placed()).isZero();
    end(placed.getFirst(), new NotReached(NoAnswer.BUSY));
    assertThat(round().placed()).isEqualTo(1);
    assertThat(placed).extracting(Attempt::phone).doesNotHaveDuplicates();
  }

  @Test
  void while_the_exchange_is_away_contacts_wait_and_lose_no_attempt() {
    debtors(2);
    ready = false;
    assertThat(round().leased()).isZero();
    assertThat(db.fetchCount(ATTEMPT)).isZero();
    ready = true;
    assertThat(round().placed()).isEqualTo(2);
  }

  @Test
  void a_debtor_who_paid_since_he_was_queued_is_not_called() {
    debtors(1);
    db.update(ACCOUNT).set(ACCOUNT.BALANCE, BigDecimal.ZERO).execute();
    assertThat(round()).isEqualTo(new Dispatcher.Round(0, 1, 0, 0, 1));
    assertThat(placed).isEmpty();
    assertThat(db.select(CONTACT.CLOSED_WHY).from(CONTACT).fetchSingle(CONTACT.CLOSED_WHY)).contains("nothing is owed");
  }

  @Test
  void at_night_a_queued_contact_is_put_off_to_the_morning() {
    debtors(1);
    Instant night = Instant.parse("2026-11-18T20:30:00Z"); // 23:30 in Moscow
    clock.set(night);
    assertThat(round()).isEqualTo(new Dispatcher.Round(0, 1, 0, 1, 0));
    assertThat(db.select(CONTACT.NOT_BEFORE).from(CONTACT).fetchSingle(CONTACT.NOT_BEFORE))
        .isEqualTo(Instant.parse("2026-11-19T05:00:00Z"));
  }

  @Test
  void one_number_of_two_households_is_never_rung_twice_at_once() {
    data.debtor("A1", data.household("h1"), SINCE, "+79001112233");
    data.debtor("A2", data.household("h2"), SINCE, "+79001112233");
    tick.run(campaign);
    round();
    round();
    assertThat(placed).hasSize(1);
  }

  @Test
  void a_contact_whose_attempt_could_not_be_written_waits_as_a_queued_one_and_not_as_a_lease() {
    debtors(1);
    List<Campaign> asTheyRan = campaigns.all();
    campaigns.move(campaign.id(), CampaignState.PAUSED, NOON);
    assertThat(dispatcher.round(asTheyRan)).isEqualTo(new Dispatcher.Round(0, 1, 0, 0, 0));
    assertThat(db.select(CONTACT.STATE).from(CONTACT).fetchSingle(CONTACT.STATE)).isEqualTo("QUEUED");
    campaigns.move(campaign.id(), CampaignState.RUNNING, NOON);
    clock.tick(Duration.ofMinutes(1));
    assertThat(round().placed()).isEqualTo(1);
  }

  @Test
  void a_paused_campaign_places_nothing_and_goes_on_when_it_runs_again() {
    debtors(2);
    campaigns.move(campaign.id(), CampaignState.PAUSED, NOON);
    assertThat(round().leased()).isZero();
    campaigns.move(campaign.id(), CampaignState.RUNNING, NOON);
    assertThat(round().placed()).isEqualTo(2);
  }

  @Test
  void a_contact_queued_for_a_segment_that_the_debtor_has_left_is_not_placed() {
    debtors(2);
    db.update(ACCOUNT).set(ACCOUNT.SERVICE_STATE, "RESTRICTED").where(ACCOUNT.NUMBER.eq("A0")).execute();
    assertThat(round()).isEqualTo(new Dispatcher.Round(0, 2, 1, 0, 1));
    assertThat(db.select(CONTACT.CLOSED_WHY).from(CONTACT).where(CONTACT.STATE.eq("REFUSED"))
        .fetchSingle(CONTACT.CLOSED_WHY))
        .contains("no segment of the campaign is meant for the account").contains("the service is RESTRICTED");
  }

  @Test
  void a_debtor_who_paid_a_part_or_grew_out_of_the_days_of_debt_since_he_was_queued_is_called() {
    debtors(2);
    db.update(ACCOUNT).set(ACCOUNT.BALANCE, new BigDecimal("-20")).where(ACCOUNT.NUMBER.eq("A0")).execute();
    db.update(ACCOUNT).set(ACCOUNT.DEBT_SINCE, SINCE.minusDays(90)).where(ACCOUNT.NUMBER.eq("A1")).execute();
    assertThat(round().placed()).isEqualTo(2);
  }
}
