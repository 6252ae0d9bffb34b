package org.obzvon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PROMISE;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
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
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.payment.PaidAt;
import org.obzvon.payment.PaymentImport;
import org.obzvon.payment.PaymentRow;
import org.obzvon.payment.jooq.JooqPayments;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.jooq.JooqDecisionLog;
import org.obzvon.policy.jooq.JooqAccountFacts;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.register.Appointments.Appointment;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.register.jooq.JooqAppointments;
import org.obzvon.schedule.jooq.JooqCampaignEvents;
import org.obzvon.schedule.jooq.JooqScanMarks;

/// Tests the contacts that are planned when a promise falls due or is broken, a payment arrives or a fitter's visit is
/// near.
@Tag("slow")
class EventTickTest {
  private static final LocalDate SINCE = LocalDate.of(2026, 11, 15);
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
  private static final String EVENTS = """
      events:
        promise-due: {template: promise-today, at: "09:00"}
        promise-broken: {template: promise-broken, at: "11:00", days-after: 1}
        payment: {template: payment-received}
        appointment: {template: connection-appointment, at: "10:00", days-before: 1}
      """;

  private final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(NOON);
  private final TestData data = new TestData(db);
  private final JooqCampaigns campaigns = new JooqCampaigns(db);
  private final JooqAccounts accounts = new JooqAccounts(db);
  private final ContactPolicy policy = new ContactPolicy(
      YamlProfiles.load(Optional.empty(), new JollydayHolidays()), accounts, new JooqAccountFacts(db),
      new JooqDecisionLog(db), new AllowedPrefixes(List.of("+7")), clock);
  private final JooqContactPlans plans = new JooqContactPlans(db);
  private final CampaignTick tick = new CampaignTick(new AccountScans(accounts, accounts, new JooqScanMarks(db)),
      campaigns, plans, policy, clock);
  private final PaymentImport payments = new PaymentImport(new JooqPayments(db, clock), new JooqWithdrawals(db, clock));
  private final EventTick happenings = new EventTick(accounts, campaigns, new JooqCampaignEvents(db), plans, policy,
      clock);

  private Campaign started(String name, String arms, String events) {
    String text = YamlDefinitionTest.GOOD.replace("name: november", "name: " + name).replace("ROBOT: 50, HOLD_OUT: 50",
        arms)
        + events;
    Campaign draft = campaigns.create(YamlDefinition.read(YamlNode.parse("c.yaml", text)), text, false,
        NOON.minusSeconds(9));
    campaigns.move(draft.id(), CampaignState.RUNNING, NOON.minusSeconds(9));
    return campaigns.find(draft.id()).orElseThrow();
  }

  private Campaign inContact() {
    return started("november", "ROBOT: 1, HOLD_OUT: 0", EVENTS);
  }

  /// Returns a debtor of the campaign whose first step is in the ledger.
  private UUID debtor(Campaign campaign, String number) {
    UUID account = data.debtor(number, SINCE);
    tick.run(campaign);
    return account;
  }

  private UUID promise(UUID account, LocalDate day, String state) {
    var contact = db.selectFrom(CONTACT).where(CONTACT.ACCOUNT_ID.eq(account), CONTACT.GROUND.eq("LADDER")).fetchAny();
    UUID attempt = IdGenerator.next();
    db.insertInto(ATTEMPT)
        .set(ATTEMPT.ID, attempt).set(ATTEMPT.CONTACT_ID, contact.getId())
        .set(ATTEMPT.CAMPAIGN_ID, contact.getCampaignId())
        .set(ATTEMPT.HOUSEHOLD_ID, contact.getHouseholdId()).set(ATTEMPT.ACCOUNT_ID, account)
        .set(ATTEMPT.ARM, contact.getArm())
        .set(ATTEMPT.NUMBER, db.fetchCount(ATTEMPT) + 1).set(ATTEMPT.CHANNEL, "ROBOT")
        .set(ATTEMPT.SCRIPT, "payment-active")
        .set(ATTEMPT.PHONE, "+79000000000").set(ATTEMPT.LINE, "pbx").set(ATTEMPT.CALLER_ID, "")
        .set(ATTEMPT.RING_SECONDS, 30)
        .set(ATTEMPT.DETECT_MACHINE, false).set(ATTEMPT.NODE, "n")
        .set(ATTEMPT.WRITTEN_AT, NOON.minus(Duration.ofDays(3)))
        .set(ATTEMPT.OUTCOME, "REACHED").set(ATTEMPT.DETAIL, "PROMISED")
        .set(ATTEMPT.CLOSED_AT, NOON.minus(Duration.ofDays(3)))
        .execute();
    UUID id = IdGenerator.next();
    db.insertInto(PROMISE)
        .set(PROMISE.ID, id).set(PROMISE.ATTEMPT_ID, attempt).set(PROMISE.ACCOUNT_ID, account)
        .set(PROMISE.PROMISED_ON, day)
        .set(PROMISE.AMOUNT, new BigDecimal("400")).set(PROMISE.CURRENCY, "RUB")
        .set(PROMISE.MADE_AT, NOON.minus(Duration.ofDays(3)))
        .set(PROMISE.STATE, state).execute();
    return id;
  }

  private void paid(UUID account, String id, Instant at) {
    db.insertInto(PAYMENT)
        .set(PAYMENT.ID, IdGenerator.next()).set(PAYMENT.EXTERNAL_ID, id).set(PAYMENT.ACCOUNT_ID, account)
        .set(PAYMENT.AMOUNT, new BigDecimal("100")).set(PAYMENT.CURRENCY, "RUB").set(PAYMENT.PAID_AT, at)
        .set(PAYMENT.IMPORTED_AT, clock.instant()).set(PAYMENT.SOURCE, "bank").execute();
  }

  private List<String> planned() {
    return db.select(CONTACT.SCRIPT).from(CONTACT).where(CONTACT.SUBJECT.isNotNull()).orderBy(CONTACT.SCRIPT)
        .fetch(CONTACT.SCRIPT);
  }

  @Test
  void a_promise_is_reminded_of_on_its_morning_once() {
    Campaign campaign = inContact();
    UUID promise = promise(debtor(campaign, "A1"), TODAY.plusDays(1), "OPEN");
    assertThat(happenings.run(campaign)).isZero();
    clock.set(Instant.parse("2026-11-19T05:59:00Z")); // 08:59 in Moscow
    assertThat(happenings.run(campaign)).isZero();
    clock.set(Instant.parse("2026-11-19T06:01:00Z"));
    assertThat(happenings.run(campaign)).isEqualTo(1);
    assertThat(happenings.run(campaign)).isZero();
    var contact = db.selectFrom(CONTACT).where(CONTACT.SUBJECT.eq(promise)).fetchSingle();
    assertThat(contact.getState()).isEqualTo("QUEUED");
    assertThat(contact.getChannel()).isEqualTo("SMS");
    assertThat(contact.getExpiresAt()).isEqualTo("2026-11-19T21:00:00Z");
  }

  @Test
  void a_broken_promise_is_written_about_after_the_days_the_file_says() {
    Campaign campaign = inContact();
    UUID account = debtor(campaign, "A1");
    promise(account, TODAY.minusDays(1), "BROKEN");
    promise(account, TODAY.minusDays(1), "PARTLY_KEPT");
    promise(account, TODAY.minusDays(20), "BROKEN");
    assertThat(happenings.run(campaign)).isEqualTo(1);
    assertThat(planned()).containsExactly("promise-broken");
  }

  @Test
  void what_would_be_said_of_a_broken_promise_is_called_off_when_late_payments_keep_it() {
    Campaign campaign = inContact();
    UUID kept = promise(debtor(campaign, "A1"), TODAY.minusDays(1), "BROKEN");
    UUID partlyKept = promise(debtor(campaign, "A2"), TODAY.minusDays(1), "BROKEN");
    UUID broken = promise(debtor(campaign, "A3"), TODAY.minusDays(1), "BROKEN");
    assertThat(happenings.run(campaign)).isEqualTo(3);
    payments.take(List.of(late("A1", "400"), late("A2", "100")));
    assertThat(ends(kept)).isEqualTo("WITHDRAWN: the promise was kept");
    assertThat(ends(partlyKept)).isEqualTo("WITHDRAWN: the promise was partly kept");
    assertThat(ends(broken)).startsWith("QUEUED");
  }

  @Test
  void the_reminder_of_a_promise_is_called_off_when_it_is_kept_meanwhile() {
    Campaign campaign = inContact();
    UUID promise = promise(debtor(campaign, "A1"), TODAY, "OPEN");
    assertThat(happenings.run(campaign)).isEqualTo(1);
    payments.take(List.of(late("A1", "399")));
    assertThat(ends(promise)).as("a part is no promise kept").startsWith("QUEUED");
    payments.take(List.of(late("A1", "1")));
    assertThat(ends(promise)).isEqualTo("WITHDRAWN: the promise was kept");
  }

  private static PaymentRow late(String account, String amount) {
    PaidAt paidAt = new PaidAt.Exactly(NOON.minus(Duration.ofDays(2)));
    return new PaymentRow(account + ":" + amount, account, new BigDecimal(amount), Optional.empty(), paidAt);
  }

  private String ends(UUID of) {
    return db.fetchOptional(CONTACT, CONTACT.SUBJECT.eq(of)).map(row -> row.getState() + ": " + row.getClosedWhy())
        .get();
  }

  @Test
  void a_payment_is_thanked_for_once_also_when_nothing_is_owed_any_more() {
    Campaign campaign = inContact();
    UUID account = debtor(campaign, "A1");
    clock.tick(Duration.ofHours(1));
    paid(account, "p1", NOON.plusSeconds(600));
    db.update(ACCOUNT).set(ACCOUNT.BALANCE, BigDecimal.ZERO).where(ACCOUNT.ID.eq(account)).execute();
    assertThat(happenings.run(campaign)).isEqualTo(1);
    assertThat(happenings.run(campaign)).isZero();
    assertThat(db.fetchCount(CONTACT, CONTACT.GROUND.eq("PAYMENT").and(CONTACT.STATE.eq("QUEUED")))).isOne();
  }

  @Test
  void a_payment_from_before_the_campaign_is_not_thanked_for() {
    Campaign campaign = inContact();
    UUID account = debtor(campaign, "A1");
    paid(account, "before", NOON.minus(Duration.ofDays(1)));
    assertThat(happenings.run(campaign)).isZero();
  }

  @Test
  void a_payment_of_an_account_in_two_campaigns_is_thanked_for_once() {
    Campaign first = inContact();
    Campaign second = started("second", "ROBOT: 1, HOLD_OUT: 0", EVENTS);
    UUID account = debtor(first, "A1");
    tick.run(second);
    clock.tick(Duration.ofHours(1));
    paid(account, "p1", NOON.plusSeconds(600));
    assertThat(happenings.run(first) + happenings.run(second)).isEqualTo(1);
  }

  @Test
  void the_hold_out_is_told_of_an_appointment_and_of_nothing_else() {
    Campaign campaign = started("november", "ROBOT: 0, HOLD_OUT: 1", EVENTS);
    UUID account = data.debtor("A1", SINCE);
    tick.run(campaign);
    clock.tick(Duration.ofHours(1));
    paid(account, "p1", NOON.plusSeconds(600));
    new JooqAppointments(db, clock)
        .take(List.of(new Appointment("A1", TODAY.plusDays(1), LocalTime.of(10, 0), LocalTime.of(12, 0))), TODAY);
    assertThat(happenings.run(campaign)).isEqualTo(1);
    assertThat(planned()).containsExactly("connection-appointment");
  }

  @Test
  void a_moved_appointment_is_told_anew_and_a_cancelled_one_is_not() {
    Campaign campaign = inContact();
    debtor(campaign, "A1");
    var appointments = new JooqAppointments(db, clock);
    appointments.take(List.of(new Appointment("A1", TODAY.plusDays(1), LocalTime.of(10, 0), LocalTime.of(12, 0))),
        TODAY);
    assertThat(happenings.run(campaign)).isEqualTo(1);
    appointments.take(List.of(new Appointment("A1", TODAY.plusDays(1), LocalTime.of(14, 0), LocalTime.of(16, 0))),
        TODAY);
    assertThat(happenings.run(campaign)).isEqualTo(1);
    appointments.cancel("A1", TODAY);
    assertThat(happenings.run(campaign)).isZero();
  }

  @Test
  void a_campaign_that_does_not_ask_for_it_writes_nothing() {
    Campaign campaign = started("november", "ROBOT: 1, HOLD_OUT: 0", "");
    UUID account = debtor(campaign, "A1");
    promise(account, TODAY, "OPEN");
    clock.tick(Duration.ofHours(1));
    paid(account, "p1", NOON.plusSeconds(600));
    assertThat(happenings.run(campaign)).isZero();
  }

  private void appointment(String account, LocalDate day) {
    new JooqAppointments(db, clock)
        .take(List.of(new Appointment(account, day, LocalTime.of(10, 0), LocalTime.of(12, 0))), TODAY);
  }

  @Test
  void an_account_in_no_campaign_and_one_that_owes_nothing_are_told_of_their_appointments() {
    Campaign campaign = inContact();
    data.debtor("in no segment", SINCE.minusDays(200));
    UUID paid = data.debtor("paid", SINCE);
    db.update(ACCOUNT).set(ACCOUNT.BALANCE, BigDecimal.ZERO).where(ACCOUNT.ID.eq(paid)).execute();
    tick.run(campaign);
    assertThat(campaigns.enrolled(campaign.id())).isEmpty();
    clock.tick(Duration.ofHours(1));
    appointment("in no segment", TODAY.plusDays(1));
    appointment("paid", TODAY.plusDays(1));
    assertThat(happenings.run(campaign)).isEqualTo(2);
    assertThat(happenings.run(campaign)).isZero();
    assertThat(db.fetchCount(CONTACT,
        CONTACT.GROUND.eq("APPOINTMENT").and(CONTACT.STATE.eq("QUEUED")).and(CONTACT.ARM.eq(""))))
        .isEqualTo(2);
  }

  @Test
  void an_account_of_another_campaign_that_tells_of_appointments_is_told_by_its_own() {
    Campaign own = inContact();
    debtor(own, "A1");
    Campaign other = started("other", "ROBOT: 1, HOLD_OUT: 0", EVENTS);
    clock.tick(Duration.ofHours(1));
    appointment("A1", TODAY.plusDays(1));
    assertThat(happenings.run(other)).isZero();
    assertThat(happenings.run(own)).isEqualTo(1);
    Campaign silent = started("silent", "ROBOT: 1, HOLD_OUT: 0", "");
    data.debtor("A2", SINCE);
    tick.run(silent);
    appointment("A2", TODAY.plusDays(1));
    assertThat(happenings.run(other)).as("its own campaign says nothing").isEqualTo(1);
  }

  @Test
  void appointments_of_weeks_to_come_do_not_keep_the_nearest_from_being_told() {
    Campaign campaign = inContact();
    for (int i = 0; i < 3; i++) {
      data.debtor("later" + i, SINCE);
      appointment("later" + i, TODAY.plusDays(5 + i));
    }
    data.debtor("A1", SINCE);
    appointment("A1", TODAY.plusDays(1));
    clock.tick(Duration.ofHours(1));
    assertThat(happenings.run(campaign)).isEqualTo(1);
  }
}
