package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.obzvon.app.Store;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.contact.jooq.JooqLedger;
import org.obzvon.contact.jooq.JooqOpenAttempts;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.jooq.JooqDecisionLog;
import org.obzvon.policy.jooq.JooqAccountFacts;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.queue.jooq.JooqContactQueue;
import org.obzvon.reason.ReasonRules;
import org.obzvon.reason.RuledReasons;
import org.obzvon.reason.jooq.JooqReasonBook;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.schedule.AccountScans;
import org.obzvon.schedule.CampaignTick;
import org.obzvon.schedule.jooq.JooqScanMarks;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Rounds that the test starts: real queue, ledger and policy on PostgreSQL, and a line that remembers its attempts.
class RoundsByHand {
  static final LocalDate SINCE = LocalDate.of(2026, 11, 15);
  static final int LIMIT = 3;

  private static final int CONNECTIONS = 8;

  final HikariDataSource database = TestStore.pooled(CONNECTIONS);
  final DSLContext db = Store.context(database);
  final TestClock clock = new TestClock(NOON);
  final TestData data = new TestData(db);
  final JooqCampaigns campaigns = new JooqCampaigns(db);
  final JooqOpenAttempts open = new JooqOpenAttempts(db, "a", clock);
  final JooqWithdrawals withdrawals = new JooqWithdrawals(db, clock);
  final JooqContactQueue queue = new JooqContactQueue(db);
  final List<Attempt> placed = new ArrayList<>();
  boolean ready = true;
  ContactChannel.Submission answer = new ContactChannel.Submission.Accepted("remote");
  CommitCheckingLedger ledger;
  OutcomeRecorder recorder;
  Dispatcher dispatcher;
  ContactPolicy policy;
  CampaignTick tick;
  Campaign campaign;

  @BeforeEach
  void put_together() {
    var accounts = new JooqAccounts(db);
    policy = new ContactPolicy(
        YamlProfiles.load(Optional.empty(), new JollydayHolidays()), accounts, new JooqAccountFacts(db),
        new JooqDecisionLog(db), new AllowedPrefixes(List.of("+7")), clock);
    ledger = new CommitCheckingLedger(new JooqLedger(worked(), new JooqEventOutbox(worked())), Duration.ofMillis(500));
    recorder = new OutcomeRecorder(
        ledger, this::follow,
        contact -> campaigns.find(contact.campaign()).map(found -> found.definition().rules().retry()), clock,
        _ -> {});
    ContactChannel line = attempt -> {
      assertThat(db.fetchCount(ATTEMPT, ATTEMPT.ID.eq(attempt.id()))).as("written before it is placed").isOne();
      placed.add(attempt);
      return answer;
    };
    var lines = new Lines(List.of(new Line("pbx", Channel.ROBOT, LIMIT, new Pacer(1_000, NOON), () -> ready, line)));
    dispatcher = new Dispatcher(
        new JooqContactQueue(worked()), ledger, policy, lines, recorder,
        new Dispatcher.Node("a", Duration.ofMinutes(1), clock, Runnable::run));
    tick = new CampaignTick(new AccountScans(accounts, accounts, new JooqScanMarks(db)), campaigns,
        new JooqContactPlans(db), policy, clock);
    String text = YamlDefinitionTest.GOOD.replace("HOLD_OUT: 50", "HOLD_OUT: 0");
    Campaign draft = campaigns.create(YamlDefinition.read(YamlNode.parse("c.yaml", text)), text, false, NOON);
    campaigns.move(draft.id(), CampaignState.RUNNING, NOON);
    campaign = campaigns.find(draft.id()).orElseThrow();
  }

  /// Returns the database as the queue and the ledger use it.
  DSLContext worked() {
    return db;
  }

  /// Applies the consequences of the reports as the service does.
  private void follow(List<Report> reports) {
    var suppressions = new JooqSuppressions(db, withdrawals, new JooqEventOutbox(db), clock);
    new StopsOfOutcomes(open, suppressions).follow(reports);
    var reasons = new RuledReasons(ReasonRules.USUAL, new JooqReasonBook(db, new JooqEventOutbox(db)), suppressions);
    new ReasonsOfOutcomes(open, reasons).follow(reports);
  }

  @AfterEach
  void stop() {
    recorder.close();
    database.close();
  }

  Dispatcher.Round round() {
    return dispatcher.round(campaigns.all());
  }

  void debtors(int count) {
    for (int i = 0; i < count; i++) {
      data.debtor("A" + i, SINCE);
    }
    tick.run(campaign);
  }

  void report(Attempt attempt, ContactOutcome outcome) {
    recorder.report(
        new Report(attempt.id(), outcome, Optional.empty(), clock.instant(),
            new Trace("1", OptionalInt.of(16), Optional.empty())));
  }

  /// Reports the outcome and waits until the recorder has stored it.
  void end(Attempt attempt, ContactOutcome outcome) {
    report(attempt, outcome);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> db.fetchCount(ATTEMPT, ATTEMPT.ID.eq(attempt.id()).and(ATTEMPT.CLOSED_AT.isNotNull())) == 1);
  }

  String state(UUID contact) {
    return db.select(CONTACT.STATE).from(CONTACT).where(CONTACT.ID.eq(contact)).fetchSingle(CONTACT.STATE);
  }
}
