package org.obzvon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.app.Store;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.contact.ContactPages.Filter;
import org.obzvon.contact.jooq.JooqContactPages;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.webhook.jooq.JooqEventOutbox;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.fixture.LargeLedger;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.jooq.JooqAccountTimeline;
import org.obzvon.policy.jooq.JooqDecisionLog;
import org.obzvon.policy.jooq.JooqAccountFacts;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.queue.jooq.JooqContactQueue;
import org.obzvon.queue.jooq.JooqLeases;
import org.obzvon.register.Account;
import org.obzvon.register.ListPosition;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.schedule.AccountScans;
import org.obzvon.schedule.CampaignTick;
import org.obzvon.schedule.jooq.JooqScanMarks;

/// Measures the statements of rounds, ticks, pages and scrapes on a large register and ledger: a million accounts and
/// ten million attempts unless `-Dbench.accounts=` says otherwise. Each is measured after three runs; the median of
/// seven is printed beside its goal.
@Tag("bench")
class StatementsBench {
  private static final int ACCOUNTS = Integer.getInteger("bench.accounts");
  private static final Instant NOW = Instant.parse("2026-11-18T09:00:00Z");

  private final DSLContext db = Store.context(TestStore.pooled(4));
  private final TestClock clock = new TestClock(NOW);
  private final JooqAccounts accounts = new JooqAccounts(db);
  private final JooqCampaigns campaigns = new JooqCampaigns(db);
  private final UUID campaign = UUID.fromString(LargeLedger.CAMPAIGN);

  @Test
  void statements_of_rounds_and_pages_are_measured() {
    long begin = System.nanoTime();
    new LargeLedger(db, ACCOUNTS, YamlDefinitionTest.GOOD).attempts(8).queued(8).payments().settle();
    System.out.printf("%d accounts, %d attempts, %d queued contacts, made in %d s, %s%n", ACCOUNTS, count("attempt"),
        count("contact where state = 'QUEUED'"), (System.nanoTime() - begin) / 1_000_000_000L,
        db.fetchSingle("select pg_size_pretty(pg_database_size(current_database()))").get(0));
    List<Account> twenty = accounts(20);
    JooqContactPages pages = new JooqContactPages(db);
    var stops = new JooqSuppressions(db, new JooqWithdrawals(db, clock), new JooqEventOutbox(db), clock);
    measure("policy evidence of 20 households", 5, () -> new JooqAccountFacts(db).about(twenty, NOW));
    measure("story of one account", 50, () -> new JooqAccountTimeline(db, stops).of(twenty.getFirst()));
    measure("page of outcomes of one account", 50,
        () -> pages.outcomes(filter("A11", null), Optional.empty(), 50));
    measure("first page of outcomes of a campaign", 50,
        () -> pages.outcomes(filter(null, "november"), Optional.empty(), 50));
    measure("late page of outcomes of a campaign", 50,
        () -> pages.outcomes(filter(null, "november"),
            Optional.of(new ListPosition(Instant.parse("2026-11-15T00:00:00Z"), UUID.randomUUID())), 50));
    measure("first page of contacts of a campaign", 50,
        () -> pages.contacts(filter(null, "november"), Optional.empty(), 50));
    measure("members of the campaign page", 200, () -> campaigns.size(campaign));
    measure("count of the waiting contacts, in the background", Double.NaN, () -> new JooqContactQueue(db).waiting());
    measure("expiry of leases", 10, () -> new JooqLeases(db).sweepLeases(NOW));
    measure("contacts that are soon due", 10,
        () -> new JooqContactQueue(db).soon(campaign, org.obzvon.contact.Channel.ROBOT, NOW, 100));
  }

  @Test
  void ticks_are_measured() {
    new LargeLedger(db, ACCOUNTS, YamlDefinitionTest.GOOD).settle();
    Campaign running = campaigns.find(campaign).orElseThrow();
    ContactPolicy policy = new ContactPolicy(
        YamlProfiles.load(Optional.empty(), new JollydayHolidays()), accounts, new JooqAccountFacts(db),
        new JooqDecisionLog(db), new AllowedPrefixes(List.of("+7")), clock);
    CampaignTick tick = new CampaignTick(
        new AccountScans(accounts, accounts, new JooqScanMarks(db)), campaigns, new JooqContactPlans(db), policy,
        clock);
    long begin = System.nanoTime();
    CampaignTick.Counts counts = tick.run(running);
    System.out.printf("tick that reads all: %.1f s: %s%n", (System.nanoTime() - begin) / 1e9, counts);
    measure("tick where nothing is due", 200, () -> tick.run(running));
    measure("tick after 1,000 accounts changed", Double.NaN, () -> {
      db.execute(
          "update account set balance = balance - 1 where number in (select 'A' || (n * 10 + 1) from generate_series(1, 1000) n)");
      return tick.run(running);
    });
  }

  private static Filter filter(String account, String campaign) {
    return new Filter(Optional.ofNullable(campaign), Optional.ofNullable(account), Optional.empty(), Optional.empty());
  }

  private List<Account> accounts(int count) {
    List<UUID> ids = IntStream.range(0, count)
        .mapToObj(i -> accounts.byNumber("A" + (i * (ACCOUNTS / count) / 10 * 10 + 1)).orElseThrow().id()).toList();
    return List.copyOf(accounts.byIds(ids).values());
  }

  private long count(String table) {
    return db.fetchSingle("select count(*) from " + table).get(0, Long.class);
  }

  private interface Work {
    Object run();
  }

  private static void measure(String what, double goal, Work work) {
    for (int i = 0; i < 3; i++) {
      assertThat(work.run()).isNotNull();
    }
    double[] millis = new double[7];
    Object result = null;
    for (int i = 0; i < millis.length; i++) {
      long begin = System.nanoTime();
      result = work.run();
      millis[i] = (System.nanoTime() - begin) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf("| %s | %.1f ms | %s | %s%n", what, millis[3], Double.isNaN(goal) ? "-" : "≤ " + goal + " ms",
        result instanceof Collection<?> rows ? rows.size() + " rows" : "");
  }

}
