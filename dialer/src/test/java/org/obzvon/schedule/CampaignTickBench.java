package org.obzvon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.app.Store;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.jooq.JooqDecisionLog;
import org.obzvon.policy.jooq.JooqAccountFacts;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.schedule.jooq.JooqScanMarks;

/// Measures seconds and live heap of a campaign's ticks over 200,000 overdue accounts: the first enrols all of them,
/// the second finds everything planned, as every later tick does.
@Tag("bench")
class CampaignTickBench {
  private static final int ACCOUNTS = 200_000;
  private static final LocalDate SINCE = LocalDate.of(2026, 11, 15);

  private final DSLContext db = Store.context(TestStore.pooled(4));

  @Test
  void a_tick_over_many_accounts_is_measured() throws Exception {
    TestData data = new TestData(db);
    data.debtor("A0", SINCE);
    multiply();
    TestClock clock = new TestClock(NOON);
    JooqCampaigns campaigns = new JooqCampaigns(db);
    JooqAccounts accounts = new JooqAccounts(db);
    ContactPolicy policy = new ContactPolicy(
        YamlProfiles.load(Optional.empty(), new JollydayHolidays()), accounts, new JooqAccountFacts(db),
        new JooqDecisionLog(db), new AllowedPrefixes(List.of("+7")), clock);
    CampaignTick tick = new CampaignTick(new AccountScans(accounts, accounts, new JooqScanMarks(db)), campaigns,
        new JooqContactPlans(db), policy, clock);
    String text = YamlDefinitionTest.GOOD.replace("HOLD_OUT: 50", "HOLD_OUT: 0");
    Campaign draft = campaigns.create(YamlDefinition.read(YamlNode.parse("c.yaml", text)), text, false, NOON);
    campaigns.move(draft.id(), CampaignState.RUNNING, NOON);
    Campaign campaign = campaigns.find(draft.id()).orElseThrow();
    assertThat(measured("first tick", tick, campaign).enrolled()).isEqualTo(ACCOUNTS);
    assertThat(measured("second tick", tick, campaign)).isEqualTo(CampaignTick.Counts.NONE);
  }

  private static CampaignTick.Counts measured(String what, CampaignTick tick, Campaign campaign) throws Exception {
    long before = live();
    AtomicLong most = new AtomicLong(before);
    try (var sampling = Executors.newSingleThreadScheduledExecutor()) {
      sampling.scheduleWithFixedDelay(() -> most.accumulateAndGet(live(), Math::max), 200, 400, TimeUnit.MILLISECONDS);
      long start = System.nanoTime();
      CampaignTick.Counts counts = tick.run(campaign);
      double seconds = (System.nanoTime() - start) / 1e9;
      sampling.shutdownNow();
      System.out.printf("%s over %d accounts: %.1f s, live heap at the most %d MB above the %d MB before: %s%n", what,
          ACCOUNTS, seconds, (most.get() - before) >> 20, before >> 20, counts);
      return counts;
    }
  }

  /// Returns the heap that remains in use after a garbage collection.
  private static long live() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /// Copies the one account; each copy has a household and a number of its own.
  private void multiply() {
    db.execute(
        "insert into household (id, key, created_at) select gen_random_uuid(), 'h' || i, now() from generate_series(1, "
            + (ACCOUNTS - 1) + ") i");
    db.execute(
        """
        insert into account (id, number, household_id, name, service_state, balance, currency, debt_since, language, zone,
          legal_entity, snapshot_id, updated_at)
        select gen_random_uuid(), 'A' || substr(h.key, 2), h.id, a.name, a.service_state,
          -100 - (substr(h.key, 2)::int % 5000), a.currency, a.debt_since, a.language, a.zone, a.legal_entity,
          a.snapshot_id, a.updated_at
        from account a, household h where a.number = 'A0' and h.key like 'h%'
        """);
    db.execute(
        "insert into account_phone (account_id, position, e164) select id, 0, '+7901' || lpad(substr(number, 2), 7, '0')"
            + " from account where number <> 'A0'");
    db.execute("analyze");
  }
}
