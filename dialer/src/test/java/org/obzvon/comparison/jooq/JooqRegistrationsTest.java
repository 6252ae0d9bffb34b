package org.obzvon.comparison.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.REGISTERED_PLAN;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.comparison.Interval;
import org.obzvon.comparison.PayerRule;
import org.obzvon.comparison.RegisteredPlan;
import org.obzvon.comparison.Registrations;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.IdGenerator;

@Tag("slow")
class JooqRegistrationsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private final DSLContext store = TestStore.fresh();
  private final UUID campaign = IdGenerator.next();
  private final Registrations registrations = new JooqRegistrations(store);

  @BeforeEach
  void a_campaign_exists() {
    store.insertInto(CAMPAIGN).set(CAMPAIGN.ID, campaign).set(CAMPAIGN.NAME, "spring").set(CAMPAIGN.EXPERIMENT, "e")
        .set(CAMPAIGN.DEFINITION, "x").set(CAMPAIGN.DEFINITION_SHA256, "abc").set(CAMPAIGN.STATE, "RUNNING")
        .set(CAMPAIGN.SIMULATED, true).set(CAMPAIGN.CREATED_AT, NOW).execute();
  }

  @Test
  void a_plan_is_kept_and_a_change_of_it_is_added_never_put_in_its_place() {
    RegisteredPlan first = new RegisteredPlan("window 30\n", 800, Optional.of("too small"),
        PayerRule.ALL_BUT_ONE_PERCENT);
    RegisteredPlan second = new RegisteredPlan("window 14\n", 800, Optional.of("too small"),
        PayerRule.ALL_BUT_ONE_PERCENT);
    assertThat(registrations.register(campaign, first, NOW)).isTrue();
    assertThat(registrations.register(campaign, first, NOW.plusSeconds(60))).isFalse();
    assertThat(registrations.register(campaign, second, NOW.plusSeconds(120))).isTrue();
    assertThat(registrations.versions(campaign))
        .containsExactly(
            new Registrations.Version(1, first, NOW), new Registrations.Version(2, second, NOW.plusSeconds(120)));
  }

  @Test
  void a_plan_from_before_the_share_counts_any_payment() {
    RegisteredPlan plan = new RegisteredPlan("measure: anything\n", 800, Optional.empty(), PayerRule.ANY_PAYMENT);
    registrations.register(campaign, plan, NOW);
    assertThat(store.fetchCount(REGISTERED_PLAN, REGISTERED_PLAN.PAYER_SHARE.isNull())).isEqualTo(1);
    assertThat(registrations.versions(campaign).getFirst().plan().payer().countsAnyPayment()).isTrue();
  }

  @Test
  void a_look_is_kept_with_what_there_was_to_see() {
    var look = new Registrations.Look(
        NOW, Optional.of(NOW), new Registrations.Asked(30, PayerRule.ANY_PAYMENT), false,
        List.of(
            new Registrations.ArmCount("HOLD_OUT", 10, OptionalInt.of(4)),
            new Registrations.ArmCount("ROBOT", 11, OptionalInt.empty())),
        List.of(new Registrations.Difference("ROBOT", "HOLD_OUT", Double.NaN, Interval.NONE, 0.5)));
    registrations.note(campaign, look);
    assertThat(registrations.looks(campaign)).containsExactly(look);
  }
}
