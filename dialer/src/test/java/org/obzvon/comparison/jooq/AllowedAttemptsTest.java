package org.obzvon.comparison.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.STAFF_USER;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.ContactPlans.Plan;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.contact.jooq.JooqLedger;
import org.obzvon.contact.jooq.JooqOpenAttempts;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.jooq.JooqDecisionLog;
import org.obzvon.policy.jooq.JooqAccountFacts;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.queue.Dispatcher;
import org.obzvon.queue.Line;
import org.obzvon.queue.Lines;
import org.obzvon.queue.OutcomeRecorder;
import org.obzvon.queue.Pacer;
import org.obzvon.queue.SingleContactDispatch;
import org.obzvon.queue.StopsOfOutcomes;
import org.obzvon.queue.jooq.JooqContactQueue;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Tests the alarm about attempts that no policy allowed, on a clock that advances at every read, as a real one does.
@Tag("slow")
class AllowedAttemptsTest {
  private static final LocalDate SINCE = LocalDate.of(2026, 11, 15);

  private final AtomicLong looks = new AtomicLong();
  private final InstantSource clock = () -> NOON.plusMillis(looks.incrementAndGet());
  private final DSLContext db = TestStore.fresh();
  private final TestData data = new TestData(db);
  private final JooqCampaigns campaigns = new JooqCampaigns(db);
  private final JooqLedger ledger = new JooqLedger(db, new JooqEventOutbox(db));
  private final JooqContactQueue queue = new JooqContactQueue(db);
  private final UUID olga = IdGenerator.next();
  private final Dispatcher.Node node = new Dispatcher.Node("a", Duration.ofHours(1), clock, Runnable::run);
  private final ContactPolicy policy = new ContactPolicy(
      YamlProfiles.load(Optional.empty(), new JollydayHolidays()), new JooqAccounts(db), new JooqAccountFacts(db),
      new JooqDecisionLog(db), new AllowedPrefixes(List.of("+7")), clock);
  private final SingleContactDispatch pick = new SingleContactDispatch(queue, ledger, policy, campaigns::all, node,
      Duration.ofMinutes(10));
  private final List<Attempt> placed = new ArrayList<>();
  private final OutcomeRecorder recorder = new OutcomeRecorder(
      ledger,
      new StopsOfOutcomes(
          new JooqOpenAttempts(db, "a", clock), new JooqSuppressions(db, new JooqWithdrawals(db, clock),
              new JooqEventOutbox(db), clock)),
      _ -> Optional.empty(), clock, _ -> {});
  private final Campaign campaign = campaign();
  private int debtors;

  private Campaign campaign() {
    String text = YamlDefinitionTest.GOOD.replace(
        "segments: [active], channel: robot, script: payment-active", "channel: sms, script: debt-reminder");
    Campaign draft = campaigns.create(YamlDefinition.read(YamlNode.parse("c.yaml", text)), text, false, NOON);
    campaigns.move(draft.id(), CampaignState.RUNNING, NOON);
    return campaigns.find(draft.id()).orElseThrow();
  }

  @AfterEach
  void stop() {
    recorder.close();
  }

  private Contact queued(Channel channel) {
    String number = "A" + ++debtors;
    UUID household = data.household(number);
    UUID account = data.debtor(number, household, SINCE, "+7900111%04d".formatted(debtors));
    Contact contact = new Contact(
        IdGenerator.next(), campaign.id(), new Contact.Debtor(household, account), "ROBOT",
        new Contact.Step(1_000, SINCE, channel, "payment-active"),
        new Contact.Window(NOON, NOON.plus(Duration.ofDays(1))), 0);
    new JooqContactPlans(db).add(List.of(new Plan.Wait(contact, NOON)), NOON);
    return contact;
  }

  private Map<UUID, Integer> notAllowed() {
    Map<UUID, HouseholdAttempts> households = new HashMap<>();
    db.connection(
        connection -> LedgerLines.read(
            connection, campaign.id(),
            line -> {
              HouseholdAttempts attempts = households
                  .computeIfAbsent(line.id(LedgerLine.Part.HOUSEHOLD), _ -> new HouseholdAttempts());
              switch (line.small(LedgerLine.Part.KIND)) {
                case LedgerLines.ATTEMPT -> attempts.add(line);
                case LedgerLines.PERMISSION -> attempts.addPermission(line);
                default -> {
                }
              }
            }));
    Map<UUID, Integer> counts = new HashMap<>();
    households.forEach((household, attempts) -> counts.put(household, attempts.notAllowed()));
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  @Test
  void a_call_that_an_operator_dials_himself_from_a_preview_or_by_himself_is_allowed() {
    queued(Channel.OPERATOR);
    Contact offered = pick.next(Set.of()).orElseThrow();
    assertThat(pick.write(offered, "pbx-operators")).isInstanceOf(SingleContactDispatch.Picked.Written.class);
    assertThat(notAllowed()).isEmpty();
  }

  @Test
  void a_call_back_that_an_operator_promised_is_allowed() {
    db.insertInto(STAFF_USER).set(STAFF_USER.ID, olga).set(STAFF_USER.LOGIN, "olga").set(STAFF_USER.NAME, "Olga")
        .set(STAFF_USER.ROLE, "OPERATOR").set(STAFF_USER.LANGUAGE, "RU").set(STAFF_USER.PASSWORD_HASH, "")
        .set(STAFF_USER.CHANGE_PASSWORD, false).set(STAFF_USER.ACTIVE, true).set(STAFF_USER.CREATED_AT, NOON).execute();
    Contact promised = queued(Channel.OPERATOR);
    db.update(CONTACT).set(CONTACT.OPERATOR_ID, olga).where(CONTACT.ID.eq(promised.id())).execute();
    Contact due = pick.promised(olga).orElseThrow();
    assertThat(pick.write(due, "pbx-operators")).isInstanceOf(SingleContactDispatch.Picked.Written.class);
    assertThat(notAllowed()).isEmpty();
  }

  @Test
  void calls_of_the_robot_and_text_messages_are_allowed() {
    queued(Channel.ROBOT);
    queued(Channel.SMS);
    ContactChannel line = attempt -> {
      placed.add(attempt);
      return new ContactChannel.Submission.Accepted("remote");
    };
    Lines lines = new Lines(
        List.of(
            new Line("pbx", Channel.ROBOT, 10, new Pacer(1_000, NOON), () -> true, line),
            new Line("sms", Channel.SMS, 10, new Pacer(1_000, NOON), () -> true, line)));
    new Dispatcher(queue, ledger, policy, lines, recorder, node).round(campaigns.all());
    assertThat(placed).hasSize(2);
    assertThat(notAllowed()).isEmpty();
  }

  @Test
  void an_attempt_that_nobody_asked_the_policy_about_raises_the_alarm() {
    Contact unasked = queued(Channel.OPERATOR);
    assertThat(pick.next(Set.of())).isPresent();
    write(unasked, 1, clock.instant());
    assertThat(notAllowed()).containsExactly(Map.entry(unasked.debtor().household(), 1));
  }

  @Test
  void the_policys_word_for_the_first_attempt_does_not_allow_the_second() {
    Contact contact = queued(Channel.OPERATOR);
    pick.write(pick.next(Set.of()).orElseThrow(), "pbx-operators");
    var row = db.selectFrom(ATTEMPT).fetchSingle();
    row.setId(IdGenerator.next());
    row.setNumber(2);
    row.setWrittenAt(clock.instant());
    db.insertInto(ATTEMPT).set(row).execute();
    assertThat(notAllowed()).containsExactly(Map.entry(contact.debtor().household(), 1));
  }

  private void write(Contact contact, int number, Instant now) {
    Attempt attempt = new Attempt(
        IdGenerator.next(), contact, number, new Phone("+79001110001"),
        new Attempt.Route("pbx-operators", "+74950000000", Duration.ofSeconds(25), false), now);
    assertThat(ledger.write(List.of(attempt), "a", now.plusSeconds(60))).hasSize(1);
  }
}
