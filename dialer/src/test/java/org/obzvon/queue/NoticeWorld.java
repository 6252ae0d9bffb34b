package org.obzvon.queue;

import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ACCOUNT;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jooq.DSLContext;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.Delivered;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.contact.Promise;
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
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions.Stop;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.jooq.JooqDecisionLog;
import org.obzvon.policy.jooq.JooqAccountFacts;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.queue.jooq.JooqContactQueue;
import org.obzvon.register.Money;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.schedule.AccountScans;
import org.obzvon.schedule.CampaignTick;
import org.obzvon.schedule.jooq.JooqScanMarks;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Debtors whose service is to be restricted within days, and a campaign with reminders and a notice. Reminded debtors
/// do nothing, so that delivery reports stay open; or ask for no more contacts; or promise.
final class NoticeWorld implements AutoCloseable {
  static final int ACCOUNTS = 12;
  static final ZoneId ZONE = ZoneId.of("Europe/Moscow");
  private static final String CAMPAIGN = """
      name: n
      experiment: {name: n, seed: s%d, arms: {%s}}
      segments: [{name: all}]
      ladder:
        - {from: debt, day: 3, at: "10:00", arms: [ROBOT], channel: robot, script: payment-active}
        - {from: debt, day: 3, at: "10:00", expires-after: 5d, arms: [SMS], channel: sms, script: debt-reminder}
        - {from: debt, day: 4, at: "10:00", expires-after: 5d, arms: [SMS, ROBOT], channel: sms, script: debt-reminder}
        - {from: restriction, day: -2, at: "11:00", expires-after: 6d, notice: yes, channel: sms, script: restriction-notice}
      policy: ru-230fz-overdue
      notice-policy: ru-suspension-notice
      calendar: {from: 2026-11-01, until: 2026-12-31}
      dialling: {caller-id: "+74950000000", lines: 20}
      retry: {attempts-at-most: 3}
      goals: {window: 30d}
      """;

  final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(NOON);
  private final JooqCampaigns campaigns = new JooqCampaigns(db);
  private final JooqLedger ledger = new JooqLedger(db, new JooqEventOutbox(db));
  private final JooqSuppressions suppressions = new JooqSuppressions(db, new JooqWithdrawals(db, clock),
      new JooqEventOutbox(db), clock);
  private final List<Attempt> placed = new ArrayList<>();
  private final Map<String, LocalDate> notices = new HashMap<>();
  private final Random chance;
  private final OutcomeRecorder recorder;
  private final Dispatcher dispatcher;
  private final CampaignTick tick;
  private int reminders;

  NoticeWorld(String arms, long seed) {
    this.chance = new Random(seed);
    debtors(seed);
    var accounts = new JooqAccounts(db);
    var policy = new ContactPolicy(
        YamlProfiles.load(Optional.empty(), new JollydayHolidays()), accounts, new JooqAccountFacts(db),
        new JooqDecisionLog(db), new AllowedPrefixes(List.of("+7")), clock);
    recorder = new OutcomeRecorder(
        ledger, new StopsOfOutcomes(new JooqOpenAttempts(db, "a", clock), suppressions), _ -> Optional.empty(),
        clock,
        _ -> {});
    ContactChannel line = attempt -> {
      placed.add(attempt);
      return new ContactChannel.Submission.Accepted("remote");
    };
    var lines = new Lines(
        List.of(
            new Line("pbx", Channel.ROBOT, 100, new Pacer(1_000, NOON), () -> true, line),
            new Line("sms", Channel.SMS, 1_000, new Pacer(1_000, NOON), () -> true, line)));
    dispatcher = new Dispatcher(
        new JooqContactQueue(db), ledger, policy, lines, recorder,
        new Dispatcher.Node("a", Duration.ofDays(30), clock, Runnable::run));
    tick = new CampaignTick(new AccountScans(accounts, accounts, new JooqScanMarks(db)), campaigns,
        new JooqContactPlans(db), policy, clock);
    String text = CAMPAIGN.formatted(seed, arms);
    Campaign draft = campaigns.create(YamlDefinition.read(YamlNode.parse("c.yaml", text)), text, false, NOON);
    campaigns.move(draft.id(), CampaignState.RUNNING, NOON);
  }

  /// Inserts the debtors. Two of three share a household, two of four a telephone.
  private void debtors(long seed) {
    TestData data = new TestData(db);
    Random drawn = new Random(seed);
    UUID household = null;
    for (int i = 0; i < ACCOUNTS; i++) {
      household = i % 3 == 1 ? household : data.household("h" + i);
      LocalDate since = LocalDate.of(2026, 11, 15).plusDays(drawn.nextInt(2));
      UUID account = data.debtor("A" + i, household, since, "+7900000%04d".formatted(i - i % 4 / 3));
      db.update(ACCOUNT).set(ACCOUNT.RESTRICTION_ON, LocalDate.of(2026, 11, 20).plusDays(drawn.nextInt(4)))
          .where(ACCOUNT.ID.eq(account)).execute();
    }
  }

  /// Lets days pass, two hours at a time. Returns the day of its notice for each account.
  Map<String, LocalDate> walk(int days) {
    for (int hour = 0; hour < days * 24; hour += 2) {
      campaigns.all().forEach(tick::run);
      dispatcher.round(campaigns.all());
      List.copyOf(placed).forEach(this::follow);
      placed.clear();
      clock.tick(Duration.ofHours(2));
    }
    return notices;
  }

  int reminders() {
    return reminders;
  }

  private void follow(Attempt attempt) {
    var debtor = attempt.contact().debtor();
    if (attempt.contact().step().origin().kind() == ContactOrigin.Kind.NOTICE) {
      String number = db.select(ACCOUNT.NUMBER).from(ACCOUNT).where(ACCOUNT.ID.eq(debtor.account()))
          .fetchSingle(ACCOUNT.NUMBER);
      notices.put(number, clock.instant().atZone(ZONE).toLocalDate());
      if (number.hashCode() % 2 == 0) {
        close(attempt, new Delivered(2));
      }
      return;
    }
    reminders++;
    int does = chance.nextInt(4);
    if (does == 0) {
      stop(new Suppression.Target.Household(debtor.account()), attempt);
    } else if (does == 1) {
      stop(new Suppression.Target.Number(attempt.phone()), attempt);
    }
    if (attempt.contact().step().channel() == Channel.ROBOT) {
      Promise promise = new Promise(LocalDate.of(2026, 12, 1), Money.of("500.00", "RUB"));
      close(attempt, new Reached(Answer.PROMISED, Optional.of(promise), Optional.empty()));
    } else if (does == 2) {
      close(attempt, new Delivered(2));
    }
  }

  private void stop(Suppression.Target target, Attempt attempt) {
    suppressions.add(
        new Stop(target, StopKind.OPT_OUT, "asked", Optional.empty(), new Suppression.Origin.OfAttempt(attempt.id())));
  }

  private void close(Attempt attempt, ContactOutcome outcome) {
    ledger.close(
        List.of(new Report(attempt.id(), outcome, Optional.empty(), clock.instant(), Trace.NONE)),
        _ -> Optional.empty(),
        clock.instant());
  }

  @Override
  public void close() {
    recorder.close();
  }
}
