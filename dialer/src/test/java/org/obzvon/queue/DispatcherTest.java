package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.TestData.NOON;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.obzvon.TestClock;
import org.obzvon.TestData;
import org.obzvon.TestStore;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.contact.jooq.JooqLedger;
import org.obzvon.contact.jooq.JooqOpenAttempts;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Dialling;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.jooq.JooqDecisionLog;
import org.obzvon.policy.jooq.JooqEvidence;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.queue.jooq.JooqContactQueue;
import org.obzvon.queue.jooq.JooqLeases;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.schedule.CampaignTick;

/// Rounds by hand: real queue, ledger and policy on PostgreSQL, and a line that remembers what it was given.
class DispatcherTest {
  private static final LocalDate SINCE = LocalDate.of(2026, 11, 15);
  private static final int LIMIT = 3;

  private final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(NOON);
  private final TestData data = new TestData(db);
  private final JooqCampaigns campaigns = new JooqCampaigns(db);
  private final JooqOpenAttempts open = new JooqOpenAttempts(db, "a", clock);
  private final JooqWithdrawals withdrawals = new JooqWithdrawals(db, clock);
  private final JooqContactQueue queue = new JooqContactQueue(db);
  private final List<Attempt> placed = new ArrayList<>();
  private boolean ready = true;
  private ContactChannel.Submission answer = new ContactChannel.Submission.Accepted("remote");
  private OutcomeRecorder recorder;
  private Dispatcher dispatcher;
  private CampaignTick tick;
  private Campaign campaign;

  @BeforeEach
  void put_together() {
    var accounts = new JooqAccounts(db);
    var policy =
        new ContactPolicy(
            YamlProfiles.load(Optional.empty(), new JollydayHolidays()), accounts, new JooqEvidence(db),
            new JooqDecisionLog(db), new Dialling(List.of("+7")), clock);
    var ledger = new JooqLedger(db);
    recorder =
        new OutcomeRecorder(
            ledger, new StopsOfOutcomes(open, new JooqSuppressions(db, withdrawals, clock)),
            contact -> campaigns.find(contact.campaign()).map(found -> found.definition().rules().retry()), clock,
            _ -> {});
    ContactChannel line =
        attempt -> {
          assertThat(db.fetchCount(ATTEMPT, ATTEMPT.ID.eq(attempt.id()))).as("written before it is placed").isOne();
          placed.add(attempt);
          return answer;
        };
    var lines =
        new Lines(List.of(new Line("pbx", Channel.ROBOT, LIMIT, new Pacer(1_000, NOON), () -> ready, line)));
    dispatcher =
        new Dispatcher(
            queue, ledger, policy, lines, recorder,
            new Dispatcher.Node("a", Duration.ofMinutes(1), clock, Runnable::run));
    tick = new CampaignTick(accounts, campaigns, new JooqContactPlans(db), policy, clock);
    String text = YamlDefinitionTest.GOOD.replace("HOLD_OUT: 50", "HOLD_OUT: 0");
    Campaign draft = campaigns.create(YamlDefinition.read(YamlNode.parse("c.yaml", text)), text, false, NOON);
    campaigns.move(draft.id(), CampaignState.RUNNING, NOON);
    campaign = campaigns.find(draft.id()).orElseThrow();
  }

  @AfterEach
  void stop() {
    recorder.close();
  }

  private Dispatcher.Round round() {
    return dispatcher.round(campaigns.all());
  }

  private void debtors(int count) {
    for (int i = 0; i < count; i++) {
      data.debtor("A" + i, SINCE);
    }
    tick.run(campaign);
  }

  /// Reports and lets the recorder store it.
  private void end(Attempt attempt, ContactOutcome outcome) {
    recorder.report(
        new Report(attempt.id(), outcome, Optional.empty(), clock.instant(), new Trace("1", OptionalInt.of(16), Optional.empty())));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> db.fetchCount(ATTEMPT, ATTEMPT.ID.eq(attempt.id()).and(ATTEMPT.CLOSED_AT.isNotNull())) == 1);
  }

  private String state(UUID contact) {
    return db.select(CONTACT.STATE).from(CONTACT).where(CONTACT.ID.eq(contact)).fetchSingle(CONTACT.STATE);
  }

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
  void a_busy_number_is_tried_again_after_its_delay_and_not_before() {
    debtors(1);
    round();
    end(placed.getFirst(), new NotReached(NoAnswer.BUSY));
    assertThat(round().leased()).isZero();
    clock.tick(Duration.ofMinutes(15));
    assertThat(round().deferred()).as("the policy wants two hours between attempts").isEqualTo(1);
    clock.tick(Duration.ofMinutes(105));
    assertThat(round().placed()).isEqualTo(1);
    assertThat(placed.getLast().number()).isEqualTo(2);
    assertThat(placed.getLast().id()).isNotEqualTo(placed.getFirst().id());
  }

  @Test
  void an_attempt_that_the_line_refuses_ends_at_once_and_is_tried_again_as_a_line_fault() {
    answer = new ContactChannel.Submission.Refused(new ContactOutcome.Failed(ContactOutcome.Fault.EXCHANGE));
    debtors(1);
    round();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> db.fetchCount(ATTEMPT, ATTEMPT.OUTCOME.eq("FAILED")) == 1);
    assertThat(state(placed.getFirst().contact().id())).isEqualTo("DONE"); // this campaign has no rule for line faults
  }

  @Test
  void an_attempt_whose_receipt_was_lost_stays_open_and_is_never_placed_again() {
    answer = new ContactChannel.Submission.Unknown("no answer in time");
    debtors(1);
    round();
    clock.tick(Duration.ofSeconds(30));
    assertThat(round().leased()).isZero();
    clock.tick(Duration.ofMinutes(5));
    new Upkeep(new JooqLeases(db), recorder, new Dispatcher.Node("b", Duration.ofMinutes(1), clock, Runnable::run)).run();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> db.fetchCount(ATTEMPT, ATTEMPT.OUTCOME.eq("LOST")) == 1);
    assertThat(round().leased()).isZero();
    assertThat(placed).hasSize(1);
  }

  @Test
  void who_asks_not_to_be_called_is_stopped_with_his_household() {
    debtors(1);
    round();
    end(placed.getFirst(), new Reached(Answer.OPTED_OUT, Optional.empty(), Optional.empty()));
    assertThat(db.select(SUPPRESSION.KIND).from(SUPPRESSION).fetchSingle(SUPPRESSION.KIND)).isEqualTo("OPT_OUT");
    clock.tick(Duration.ofDays(7)); // the second step falls due
    tick.run(campaign);
    assertThat(round().placed()).isZero();
  }

  @Test
  void a_wish_not_to_be_called_counts_even_after_the_attempt_was_closed() {
    debtors(1);
    round();
    end(placed.getFirst(), new ContactOutcome.Lost());
    recorder.report(
        new Report(
            placed.getFirst().id(), new Reached(Answer.OPTED_OUT, Optional.empty(), Optional.empty()), Optional.empty(),
            clock.instant(), Trace.NONE));
    await().atMost(Duration.ofSeconds(30)).until(() -> db.fetchCount(SUPPRESSION) == 1);
    assertThat(db.select(ATTEMPT.OUTCOME).from(ATTEMPT).fetchSingle(ATTEMPT.OUTCOME)).isEqualTo("LOST");
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
  void a_clock_of_the_exchange_that_is_a_day_behind_does_not_shorten_a_pause() {
    debtors(1);
    round();
    recorder.report(
        new Report(
            placed.getFirst().id(), new NotReached(NoAnswer.BUSY), Optional.empty(),
            clock.instant().minus(Duration.ofDays(1)), Trace.NONE));
    await().atMost(Duration.ofSeconds(30)).until(() -> db.fetchCount(ATTEMPT, ATTEMPT.CLOSED_AT.isNotNull()) == 1);
    assertThat(db.select(CONTACT.NOT_BEFORE).from(CONTACT).fetchSingle(CONTACT.NOT_BEFORE))
        .isEqualTo(NOON.plus(Duration.ofMinutes(15)));
  }

  @Test
  void a_paused_campaign_places_nothing_and_goes_on_when_it_runs_again() {
    debtors(2);
    campaigns.move(campaign.id(), CampaignState.PAUSED, NOON);
    assertThat(round().leased()).isZero();
    campaigns.move(campaign.id(), CampaignState.RUNNING, NOON);
    assertThat(round().placed()).isEqualTo(2);
  }
}
