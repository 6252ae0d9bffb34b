package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DECISION;
import static org.obzvon.jooq.Tables.STAFF_USER;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
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
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactPlans.Plan;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.contact.OutcomeSink.Report;
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
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Tests that a text that a debtor requests during a call goes out at once, by the rules of every other text.
@Tag("slow")
class TextsOnRequestTest {
  private static final LocalDate SINCE = LocalDate.of(2026, 11, 10);

  private final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(NOON);
  private final TestData data = new TestData(db);
  private final JooqCampaigns campaigns = new JooqCampaigns(db);
  private final JooqContactPlans plans = new JooqContactPlans(db);
  private final JooqLedger ledger = new JooqLedger(db, new JooqEventOutbox(db));
  private final List<Attempt> submitted = new ArrayList<>();
  private final List<Report> reports = new ArrayList<>();
  private Submission answer = new Submission.Accepted("m1");
  private boolean ready = true;
  private int households;

  private TextsOnRequest texts(boolean gateway) {
    Line line = new Line(
        "sms", Channel.SMS, 100, new Pacer(100, NOON), () -> ready,
        attempt -> {
          submitted.add(attempt);
          return answer;
        });
    ContactPolicy policy = new ContactPolicy(
        YamlProfiles.load(Optional.empty(), new JollydayHolidays()), new JooqAccounts(db), new JooqAccountFacts(db),
        new JooqDecisionLog(db), new AllowedPrefixes(List.of("+7")), clock);
    return new TextsOnRequest(
        new JooqOpenAttempts(db, "a", clock), plans, new JooqContactQueue(db), ledger, policy,
        campaigns::find, gateway ? Optional.of(line) : Optional.empty(), reports::add,
        new Dispatcher.Node("a", Duration.ofMinutes(1), clock, Runnable::run));
  }

  private UUID campaign() {
    return campaigns.all().stream().findFirst().map(Campaign::id)
        .orElseGet(
            () -> {
              String text = YamlDefinitionTest.GOOD;
              Campaign draft = campaigns.create(YamlDefinition.read(YamlNode.parse("c.yaml", text)), text, false, NOON);
              campaigns.move(draft.id(), CampaignState.RUNNING, NOON);
              return draft.id();
            });
  }

  /// Returns a robot's call that goes on.
  private Attempt call() {
    String phone = "+7900111220" + households;
    UUID household = data.household("h" + households++);
    UUID account = data.debtor("A" + households, household, SINCE, "+7900555000" + households);
    db.insertInto(ACCOUNT_PHONE).set(ACCOUNT_PHONE.ACCOUNT_ID, account).set(ACCOUNT_PHONE.POSITION, 1)
        .set(ACCOUNT_PHONE.E164, phone).execute();
    Contact contact = new Contact(
        IdGenerator.next(), campaign(), new Contact.Debtor(household, account), "ROBOT",
        new Contact.Step(0, SINCE, Channel.ROBOT, "payment-active"),
        new Contact.Window(NOON, NOON.plus(Duration.ofDays(1))), 0);
    assertThat(plans.hold(contact, "a", NOON.plusSeconds(60))).isTrue();
    Attempt attempt = new Attempt(
        IdGenerator.next(), contact, 1, new Phone(phone),
        new Attempt.Route("pbx", "+74950000000", Duration.ofSeconds(20), false), NOON);
    assertThat(ledger.write(List.of(attempt), "a", NOON.plusSeconds(60))).hasSize(1);
    return attempt;
  }

  private int texted() {
    return db.fetchCount(ATTEMPT, ATTEMPT.CHANNEL.eq("SMS"));
  }

  private String refused() {
    var row = db.fetchSingle(CONTACT, CONTACT.CHANNEL.eq("SMS"));
    assertThat(row.getState()).isEqualTo("REFUSED");
    assertThat(texted()).isZero();
    assertThat(submitted).isEmpty();
    return row.getClosedWhy();
  }

  @Test
  void it_is_sent_to_the_number_of_the_call_while_the_call_goes_on_and_stored_like_every_text() {
    Attempt call = call();
    assertThat(texts(true).send(call.id(), "debt-reminder", () -> true)).isTrue();
    var row = db.fetchSingle(ATTEMPT, ATTEMPT.CHANNEL.eq("SMS"));
    assertThat(row.getPhone()).isEqualTo(call.phone().e164());
    assertThat(row.getScript()).isEqualTo("debt-reminder");
    assertThat(row.getGround()).isEqualTo("ASKED");
    assertThat(row.getRemoteId()).isEqualTo("m1");
    assertThat(submitted).singleElement().extracting(Attempt::id).isEqualTo(row.getId());
    var contact = db.fetchSingle(CONTACT, CONTACT.ID.eq(row.getContactId()));
    assertThat(contact.getSubject()).isEqualTo(call.id());
    assertThat(contact.getState()).isEqualTo("IN_PROGRESS");
    assertThat(db.fetchSingle(DECISION).getVerdict()).isEqualTo("ALLOWED");
    assertThat(db.fetchSingle(ATTEMPT, ATTEMPT.ID.eq(call.id())).getClosedAt()).isNull();
  }

  @Test
  void a_stop_entry_forbids_it_and_the_reason_is_kept() {
    Attempt call = call();
    new JooqSuppressions(db, new JooqWithdrawals(db, clock), new JooqEventOutbox(db), clock).add(
        new Stop(
            new Suppression.Target.Household(call.contact().debtor().account()), StopKind.OPT_OUT, "", Optional.empty(),
            new Suppression.Origin.OfPerson("olga")));
    assertThat(texts(true).send(call.id(), "debt-reminder", () -> true)).isFalse();
    assertThat(refused()).contains("OPT_OUT");
    assertThat(db.fetchSingle(DECISION).getRule()).isEqualTo("stop");
  }

  @Test
  void the_caps_of_the_policy_count_it_and_hold_it_back() {
    Attempt first = call();
    assertThat(texts(true).send(first.id(), "debt-reminder", () -> true)).isTrue();
    UUID text = db.fetchSingle(ATTEMPT, ATTEMPT.CHANNEL.eq("SMS")).getId();
    ledger.close(
        List.of(
            new Report(first.id(), new ContactOutcome.NotReached(ContactOutcome.NoAnswer.SILENT), Optional.of(NOON),
                NOON, OutcomeSink.Trace.NONE),
            new Report(text, new ContactOutcome.Delivered(1), Optional.empty(), NOON, OutcomeSink.Trace.NONE)),
        _ -> Optional.empty(), NOON);
    Contact again = new Contact(
        IdGenerator.next(), campaign(), first.contact().debtor(), "ROBOT",
        new Contact.Step(1, SINCE, Channel.ROBOT, "payment-active"),
        new Contact.Window(NOON, NOON.plus(Duration.ofDays(1))), 0);
    plans.hold(again, "a", NOON.plusSeconds(60));
    Attempt second = new Attempt(IdGenerator.next(), again, 1, first.phone(), first.route(), NOON);
    ledger.write(List.of(second), "a", NOON.plusSeconds(60));
    submitted.clear();
    assertThat(texts(true).send(second.id(), "debt-reminder", () -> true)).isFalse();
    assertThat(submitted).isEmpty();
    assertThat(db.fetch(DECISION).getLast().getRule()).isIn("cap", "spacing");
  }

  @Test
  void one_call_sends_one_text() {
    Attempt call = call();
    assertThat(texts(true).send(call.id(), "debt-reminder", () -> true)).isTrue();
    assertThat(texts(true).send(call.id(), "debt-reminder", () -> true)).isFalse();
    assertThat(texted()).isOne();
  }

  @Test
  void nothing_is_sent_for_a_debtor_who_went_on_meanwhile() {
    assertThat(texts(true).send(call().id(), "debt-reminder", () -> false)).isFalse();
    assertThat(refused()).contains("went on");
  }

  @Test
  void nothing_is_promised_without_a_gateway_or_where_the_gateway_refuses() {
    Attempt call = call();
    assertThat(texts(false).send(call.id(), "debt-reminder", () -> true)).isFalse();
    ready = false;
    assertThat(texts(true).send(call.id(), "debt-reminder", () -> true)).isFalse();
    assertThat(db.fetchCount(CONTACT)).isOne();
    ready = true;
    answer = new Submission.Refused(new ContactOutcome.Failed(ContactOutcome.Fault.SCRIPT));
    assertThat(texts(true).send(call.id(), "debt-reminder", () -> true)).isFalse();
    assertThat(reports).singleElement().extracting(Report::outcome)
        .isEqualTo(new ContactOutcome.Failed(ContactOutcome.Fault.SCRIPT));
  }

  @Test
  void a_paused_campaign_sends_nothing() {
    Attempt call = call();
    campaigns.move(campaign(), CampaignState.PAUSED, NOON);
    assertThat(texts(true).send(call.id(), "debt-reminder", () -> true)).isFalse();
    assertThat(texted()).isZero();
  }
}
