package org.obzvon.comparison.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.comparison.CampaignAccounts;
import org.obzvon.comparison.CampaignTally;
import org.obzvon.comparison.ComparisonQuestion;
import org.obzvon.comparison.PayerRule;
import org.obzvon.comparison.Report;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.Progress;

/// Measures the report of a large campaign beside the bare SQL aggregate by arm in the same run, and the heap that it
/// needs. Each account has ten attempts. The system property `bench.accounts` sets the number of accounts;
/// `bench.decisions=false` leaves out the policy's permission of each attempt.
@Tag("bench")
class ComparisonScaleBench {
  private static final int ACCOUNTS = Integer.getInteger("bench.accounts", 200_000);
  private static final int RUNS = Integer.getInteger("bench.runs", 3);
  private static final boolean DECISIONS = Boolean.parseBoolean(System.getProperty("bench.decisions", "true"));
  private static final String BARE = """
      select assignment.arm, count(*), count(payer.account_id), sum(tried.attempts)
      from enrolment
        join assignment on assignment.id = enrolment.assignment_id
        left join (select account_id from payment where taken_back < amount group by account_id) payer
          on payer.account_id = enrolment.account_id
        left join (select account_id, count(*) as attempts from attempt
            where campaign_id = '00000000-0000-0001-0000-000000000000' group by account_id) tried
          on tried.account_id = enrolment.account_id
      where enrolment.campaign_id = '00000000-0000-0001-0000-000000000000'
      group by assignment.arm""";

  private final DSLContext store = TestStore.fresh();

  @Test
  void the_report_of_a_large_campaign_is_measured() throws IOException {
    double filled = seconds(() -> store.execute(seed()));
    store.execute("vacuum analyze");
    System.out.printf("%d accounts with ten attempts each were made in %.0f s; heap limit %d MB%n", ACCOUNTS, filled,
        Runtime.getRuntime().maxMemory() >> 20);
    double[] bare = new double[RUNS];
    double[] report = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      bare[run] = seconds(this::aggregate);
      report[run] = measuredReport();
      System.out.printf("bare aggregate %.1f s, report %.1f s, ratio %.2f%n", bare[run], report[run],
          report[run] / bare[run]);
    }
    double[] ratios = IntStream.range(0, RUNS).mapToDouble(run -> report[run] / bare[run]).sorted().toArray();
    System.out.printf("median ratio %.2f%n", ratios[RUNS / 2]);
  }

  private static String seed() {
    try (InputStream file = ComparisonScaleBench.class.getResourceAsStream("/comparison/scale-ledger.sql")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("${accounts}", String.valueOf(ACCOUNTS))
          .replace("${decisions}", String.valueOf(DECISIONS));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private void aggregate() {
    store.transaction(
        () -> {
          store.execute("set local work_mem = '64MB'");
          assertThat(store.fetch(BARE)).hasSize(4);
        });
  }

  private double measuredReport() {
    AtomicLong most = new AtomicLong();
    try (var sampling = Executors.newSingleThreadScheduledExecutor()) {
      sampling.scheduleWithFixedDelay(
          () -> most.accumulateAndGet(afterCollection(), Math::max), 100, 100, TimeUnit.MILLISECONDS);
      double taken = seconds(this::report);
      sampling.shutdownNow();
      System.out.printf("heap in use after a collection: %d MB at the most%n", most.get() >> 20);
      return taken;
    }
  }

  private static long afterCollection() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
        .mapToLong((MemoryPoolMXBean pool) -> pool.getCollectionUsage().getUsed()).sum();
  }

  private void report() {
    long start = System.nanoTime();
    CampaignAccounts accounts = new JooqCampaignLedger(store, InstantSource.fixed(LedgerFixture.LATER))
        .read(
            "large", new CampaignTally.Reading(30, LedgerFixture.RATES, Optional.empty(), PayerRule.ANY_PAYMENT),
            Progress.NONE)
        .orElseThrow();
    double read = (System.nanoTime() - start) / 1e9;
    Report report = Report.ofCampaign(
        new Report.OfCampaign(accounts, List.of(), List.of()),
        new Report.Asked(new ComparisonQuestion("HOLD_OUT", 30, accounts.weights(), 5000), OptionalDouble.empty()));
    assertThat(report.comparison().arms().stream().mapToInt(arm -> arm.counts().accounts()).sum()).isEqualTo(ACCOUNTS);
    System.out.printf("reading %.1f s, statistics %.1f s%n", read, (System.nanoTime() - start) / 1e9 - read);
  }
}
