package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DECISION;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.campaign.CampaignState;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.FinalCheck;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions.Stop;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.register.Phone;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Tests changes between the policy's decision and the final check before the call. The debtor has two numbers.
@Tag("slow")
class StillAllowedTest extends RoundsByHand {
  private static final String SECOND = "+79005550002";

  private FinalCheck word;
  private Attempt attempt;

  @BeforeEach
  void write_an_attempt() {
    word = new StillAllowed(open, campaigns::find, policy);
    db.insertInto(ACCOUNT_PHONE)
        .set(ACCOUNT_PHONE.ACCOUNT_ID, data.debtor("A0", SINCE))
        .set(ACCOUNT_PHONE.POSITION, 1)
        .set(ACCOUNT_PHONE.E164, SECOND)
        .execute();
    tick.run(campaign);
    round();
    attempt = placed.getFirst();
  }

  private void stop(Suppression.Target target) {
    new JooqSuppressions(db, withdrawals, new JooqEventOutbox(db), clock)
        .add(new Stop(target, StopKind.OPT_OUT, "", Optional.empty(), new Suppression.Origin.OfPerson("test")));
  }

  private String state() {
    return state(attempt.contact().id());
  }

  @Test
  void where_nothing_came_between_the_word_stands_and_nothing_is_stored() {
    int decisions = db.fetchCount(DECISION);
    assertThat(word.allows(attempt)).isTrue();
    assertThat(db.fetchCount(DECISION)).isEqualTo(decisions);
  }

  @Test
  void a_stop_of_the_number_is_heard_though_the_contact_lives_on_for_the_other_number() {
    stop(new Suppression.Target.Number(attempt.phone()));
    assertThat(state()).isEqualTo(ContactState.IN_PROGRESS.name());
    assertThat(word.allows(attempt)).isFalse();
  }

  @Test
  void a_stop_of_another_number_changes_nothing() {
    stop(new Suppression.Target.Number(new Phone(SECOND)));
    assertThat(word.allows(attempt)).isTrue();
  }

  @Test
  void a_stop_of_the_household_is_heard() {
    stop(new Suppression.Target.Household(attempt.contact().debtor().account()));
    assertThat(word.allows(attempt)).isFalse();
  }

  @Test
  void a_payment_is_heard_before_it_has_withdrawn_anything() {
    db.update(ACCOUNT).set(ACCOUNT.BALANCE, BigDecimal.ZERO).execute();
    assertThat(word.allows(attempt)).isFalse();
  }

  @Test
  void what_was_withdrawn_is_not_reached() {
    db.update(CONTACT).set(CONTACT.STATE, ContactState.WITHDRAWN.name()).execute();
    assertThat(word.allows(attempt)).isFalse();
  }

  @Test
  void a_pause_of_the_campaign_is_heard() {
    campaigns.move(campaign.id(), CampaignState.PAUSED, NOON);
    assertThat(word.allows(attempt)).isFalse();
  }

  @Test
  void the_end_of_the_campaign_s_calendar_is_heard_though_the_contact_was_planned_before_it() {
    String text = db.fetchValue(CAMPAIGN.DEFINITION).replaceAll("until: [0-9-]+", "until: 2026-11-17");
    db.update(CAMPAIGN).set(CAMPAIGN.DEFINITION, text).set(CAMPAIGN.DEFINITION_SHA256, "ended").execute();
    assertThat(word.allows(attempt)).isFalse();
  }

  @Test
  void the_end_of_the_permitted_hours_is_heard() {
    clock.set(Instant.parse("2026-11-18T20:30:00Z")); // 23:30 in Moscow
    assertThat(word.allows(attempt)).isFalse();
  }

  @Test
  void of_an_attempt_written_a_moment_ago_nothing_is_asked() {
    stop(new Suppression.Target.Household(attempt.contact().debtor().account()));
    FinalCheck relaxed = word.unlessFresh(Duration.ofMillis(300), clock);
    assertThat(relaxed.allows(attempt)).isTrue();
    clock.tick(Duration.ofMillis(301));
    assertThat(relaxed.allows(attempt)).isFalse();
  }
}
