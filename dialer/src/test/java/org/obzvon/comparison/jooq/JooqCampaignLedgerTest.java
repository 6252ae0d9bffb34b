package org.obzvon.comparison.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ASSIGNMENT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.ENROLMENT;
import static org.obzvon.jooq.Tables.HOUSEHOLD;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PROMISE;
import static org.obzvon.jooq.Tables.SNAPSHOT;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.obzvon.TestStore;
import org.obzvon.comparison.Analysis;
import org.obzvon.comparison.CampaignAccounts;
import org.obzvon.comparison.CampaignTable;
import org.obzvon.comparison.Column;
import org.obzvon.comparison.Comparison;
import org.obzvon.comparison.Question;
import org.obzvon.comparison.RateTable;
import org.obzvon.register.Ids;

class JooqCampaignLedgerTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant LATER = START.plus(Duration.ofDays(40));
  private static final RateTable RATES =
      new RateTable(
          ZoneOffset.UTC,
          List.of(
              new RateTable.Period(
                  LocalDate.of(2026, 1, 1),
                  Currency.getInstance("MDL"),
                  new RateTable.Prices(new BigDecimal("0.60"), new BigDecimal("0.35"), new BigDecimal("3.00")),
                  Duration.ofSeconds(60))));

  private final DSLContext store = TestStore.fresh();
  private final UUID campaign = Ids.next();
  private final UUID snapshot = Ids.next();
  private final JooqCampaignLedger ledger = new JooqCampaignLedger(store, InstantSource.fixed(LATER));

  @BeforeEach
  void a_campaign_runs() {
    store.insertInto(SNAPSHOT).set(SNAPSHOT.ID, snapshot).set(SNAPSHOT.SOURCE, "billing")
        .set(SNAPSHOT.TAKEN_ON, LocalDate.of(2026, 3, 1)).set(SNAPSHOT.FILE_SHA256, "00")
        .set(SNAPSHOT.IMPORTED_AT, START).set(SNAPSHOT.ACCEPTED, 0).set(SNAPSHOT.REJECTED, 0).execute();
    store.insertInto(CAMPAIGN).set(CAMPAIGN.ID, campaign).set(CAMPAIGN.NAME, "spring").set(CAMPAIGN.EXPERIMENT, "e")
        .set(CAMPAIGN.DEFINITION, "x").set(CAMPAIGN.DEFINITION_SHA256, "abc").set(CAMPAIGN.STATE, "RUNNING")
        .set(CAMPAIGN.SIMULATED, true).set(CAMPAIGN.CREATED_AT, START).execute();
  }

  @Test
  void a_campaign_that_nobody_knows_is_empty() {
    assertThat(ledger.read("autumn", reading(RATES))).isEmpty();
  }

  @Test
  void everybody_enrolled_counts_in_the_assigned_arm_whether_contacted_or_not() {
    UUID called = enrol("ROBOT");
    enrol("ROBOT");
    enrol("HOLD_OUT");
    UUID attempt = attempt(called, "ROBOT", START.plusSeconds(3600), 61);
    pay(called, "100", START.plus(Duration.ofDays(2)), START.plus(Duration.ofDays(2)));
    store.insertInto(PROMISE).set(PROMISE.ID, Ids.next()).set(PROMISE.ATTEMPT_ID, attempt)
        .set(PROMISE.ACCOUNT_ID, called).set(PROMISE.PROMISED_ON, LocalDate.of(2026, 3, 5)).set(PROMISE.AMOUNT, new BigDecimal("100"))
        .set(PROMISE.CURRENCY, "MDL").set(PROMISE.MADE_AT, START.plusSeconds(3600)).set(PROMISE.STATE, "KEPT")
        .execute();
    imported(LATER);

    CampaignAccounts accounts = read();

    assertThat(accounts.facts().simulated()).isTrue();
    assertThat(accounts.funnels()).containsExactly(
        new CampaignAccounts.Funnel("HOLD_OUT", new CampaignAccounts.Steps(1, 0, 0, 0, 0, 0, 0),
            Optional.of(new CampaignAccounts.Sums(new BigDecimal("0"), Optional.of(new BigDecimal("0"))))),
        new CampaignAccounts.Funnel("ROBOT", new CampaignAccounts.Steps(2, 1, 1, 1, 1, 1, 1),
            Optional.of(new CampaignAccounts.Sums(new BigDecimal("100.00"), Optional.of(new BigDecimal("1.200000"))))));
    assertThat(accounts.weights()).isEqualTo(Map.of("HOLD_OUT", 1.5, "ROBOT", 1.5));
    Comparison comparison =
        Analysis.of(accounts.table(), new Question("HOLD_OUT", 30, accounts.weights(), 5000), accounts.remarks());
    assertThat(comparison.pairs().getFirst().rate().difference()).isCloseTo(0.5, within(1e-12));
    assertThat(comparison.arms().getFirst().pace().incidence().left()).isNaN();
    assertThat(comparison.sampleRatio().p()).isBetween(0.5, 0.6);
  }

  @Test
  void a_payment_after_the_window_does_not_count() {
    UUID late = enrol("ROBOT");
    pay(late, "100", START.plus(Duration.ofDays(31)), START.plus(Duration.ofDays(31)));
    imported(LATER);
    assertThat(read().funnels().getFirst().steps().paid()).isZero();
  }

  @Test
  void an_account_that_had_paid_before_it_was_enrolled_is_left_out() {
    UUID inFlight = enrol("ROBOT");
    enrol("ROBOT");
    pay(inFlight, "100", START.minusSeconds(60), START.plusSeconds(60));
    CampaignAccounts accounts = read();
    assertThat(accounts.table().size()).isEqualTo(1);
    assertThat(accounts.remarks()).anyMatch(remark -> remark.startsWith("accounts: 1 had already paid"));
  }

  @Test
  void a_payment_known_at_enrolment_changes_nothing() {
    UUID before = enrol("ROBOT");
    pay(before, "100", START.minusSeconds(600), START.minusSeconds(60));
    CampaignAccounts accounts = read();
    assertThat(accounts.table().size()).isEqualTo(1);
    assertThat(accounts.funnels().getFirst().steps().paid()).isZero();
  }

  @Test
  void following_ends_where_the_knowledge_of_payments_ends() {
    enrol("ROBOT");
    enrol("HOLD_OUT");
    imported(START.plus(Duration.ofDays(10)));
    Comparison comparison =
        Analysis.of(read().table(), new Question("HOLD_OUT", 30, Map.of(), 5000), List.of());
    assertThat(comparison.notes())
        .anyMatch(note -> note.startsWith("arms[ROBOT].rate: 1 accounts were followed for less than the window"));
  }

  @Test
  void without_any_import_nobody_is_said_to_be_unpaid_for_long() {
    enrol("ROBOT");
    assertThat(read().remarks()).anyMatch(remark -> remark.startsWith("payments: none was ever imported"));
    assertThat(read().facts().freshTo()).isEmpty();
  }

  @Test
  void an_attempt_before_the_first_rate_leaves_the_costs_unknown() {
    UUID called = enrol("ROBOT");
    attempt(called, "ROBOT", START.plusSeconds(60), 30);
    RateTable.Period future =
        new RateTable.Period(LocalDate.of(2027, 1, 1), Currency.getInstance("MDL"), RATES.periods().getFirst().prices(),
            Duration.ofSeconds(1));
    CampaignAccounts accounts =
        ledger.read("spring", reading(new RateTable(ZoneOffset.UTC, List.of(future)))).orElseThrow();
    assertThat(accounts.table().has(Column.COST)).isFalse();
    assertThat(accounts.funnels().getFirst().money().orElseThrow().cost()).isEmpty();
  }

  private CampaignAccounts read() {
    return ledger.read("spring", reading(RATES)).orElseThrow();
  }

  private static CampaignTable.Reading reading(RateTable rates) {
    return new CampaignTable.Reading(30, rates, Optional.empty());
  }

  private UUID enrol(String arm) {
    UUID household = Ids.next();
    UUID account = Ids.next();
    UUID assignment = Ids.next();
    store.insertInto(HOUSEHOLD).set(HOUSEHOLD.ID, household).set(HOUSEHOLD.KEY, household.toString())
        .set(HOUSEHOLD.CREATED_AT, START).execute();
    store.insertInto(ACCOUNT).set(ACCOUNT.ID, account).set(ACCOUNT.NUMBER, account.toString())
        .set(ACCOUNT.HOUSEHOLD_ID, household).set(ACCOUNT.NAME, "n").set(ACCOUNT.SERVICE_STATE, "ACTIVE")
        .set(ACCOUNT.BALANCE, new BigDecimal("-150")).set(ACCOUNT.CURRENCY, "MDL").set(ACCOUNT.LANGUAGE, "RU")
        .set(ACCOUNT.LEGAL_ENTITY, false).set(ACCOUNT.SNAPSHOT_ID, snapshot).set(ACCOUNT.UPDATED_AT, START).execute();
    store.insertInto(ASSIGNMENT).set(ASSIGNMENT.ID, assignment).set(ASSIGNMENT.EXPERIMENT, "e")
        .set(ASSIGNMENT.HOUSEHOLD_ID, household).set(ASSIGNMENT.ARM, arm).set(ASSIGNMENT.BUCKET, BigDecimal.ZERO)
        .set(ASSIGNMENT.SEED, "s").set(ASSIGNMENT.WEIGHTS, "ROBOT=50,HOLD_OUT=50").set(ASSIGNMENT.ASSIGNED_AT, START)
        .execute();
    store.insertInto(ENROLMENT).set(ENROLMENT.CAMPAIGN_ID, campaign).set(ENROLMENT.ACCOUNT_ID, account)
        .set(ENROLMENT.HOUSEHOLD_ID, household).set(ENROLMENT.ASSIGNMENT_ID, assignment).set(ENROLMENT.SEGMENT, "early")
        .set(ENROLMENT.BALANCE, new BigDecimal("-150")).set(ENROLMENT.CURRENCY, "MDL")
        .set(ENROLMENT.ENROLLED_AT, START).execute();
    return account;
  }

  private UUID attempt(UUID account, String channel, Instant at, int talkSeconds) {
    UUID household =
        store.select(ACCOUNT.HOUSEHOLD_ID).from(ACCOUNT).where(ACCOUNT.ID.eq(account))
            .fetchSingle(ACCOUNT.HOUSEHOLD_ID);
    UUID contact = Ids.next();
    UUID attempt = Ids.next();
    store.insertInto(CONTACT).set(CONTACT.ID, contact).set(CONTACT.CAMPAIGN_ID, campaign)
        .set(CONTACT.HOUSEHOLD_ID, household).set(CONTACT.ACCOUNT_ID, account).set(CONTACT.ARM, "ROBOT")
        .set(CONTACT.STEP, 0).set(CONTACT.ANCHOR, LocalDate.of(2026, 3, 1)).set(CONTACT.CHANNEL, channel)
        .set(CONTACT.SCRIPT, "s").set(CONTACT.DUE_AT, at).set(CONTACT.EXPIRES_AT, LATER).set(CONTACT.STATE, "DONE")
        .set(CONTACT.NOT_BEFORE, at).execute();
    store.insertInto(ATTEMPT).set(ATTEMPT.ID, attempt).set(ATTEMPT.CONTACT_ID, contact)
        .set(ATTEMPT.CAMPAIGN_ID, campaign).set(ATTEMPT.HOUSEHOLD_ID, household).set(ATTEMPT.ACCOUNT_ID, account)
        .set(ATTEMPT.ARM, "ROBOT").set(ATTEMPT.NUMBER, 1).set(ATTEMPT.CHANNEL, channel).set(ATTEMPT.SCRIPT, "s")
        .set(ATTEMPT.PHONE, "+37369123456").set(ATTEMPT.LINE, "l").set(ATTEMPT.CALLER_ID, "+37322000000")
        .set(ATTEMPT.RING_SECONDS, 30).set(ATTEMPT.DETECT_MACHINE, false).set(ATTEMPT.NODE, "n")
        .set(ATTEMPT.WRITTEN_AT, at).set(ATTEMPT.ANSWERED_AT, at.plusSeconds(10))
        .set(ATTEMPT.ENDED_AT, at.plusSeconds(10 + talkSeconds)).set(ATTEMPT.CLOSED_AT, at.plusSeconds(100))
        .set(ATTEMPT.OUTCOME, "REACHED").execute();
    return attempt;
  }

  private void pay(UUID account, String amount, Instant paidAt, Instant importedAt) {
    store.insertInto(PAYMENT).set(PAYMENT.ID, Ids.next()).set(PAYMENT.EXTERNAL_ID, Ids.next().toString())
        .set(PAYMENT.ACCOUNT_ID, account).set(PAYMENT.AMOUNT, new BigDecimal(amount)).set(PAYMENT.CURRENCY, "MDL")
        .set(PAYMENT.PAID_AT, paidAt).set(PAYMENT.IMPORTED_AT, importedAt).set(PAYMENT.SOURCE, "t").execute();
  }

  /// A payment of somebody outside the campaign shows how far payments are known.
  private void imported(Instant at) {
    UUID household = Ids.next();
    UUID other = Ids.next();
    store.insertInto(HOUSEHOLD).set(HOUSEHOLD.ID, household).set(HOUSEHOLD.KEY, household.toString())
        .set(HOUSEHOLD.CREATED_AT, START).execute();
    store.insertInto(ACCOUNT).set(ACCOUNT.ID, other).set(ACCOUNT.NUMBER, other.toString())
        .set(ACCOUNT.HOUSEHOLD_ID, household).set(ACCOUNT.NAME, "n").set(ACCOUNT.SERVICE_STATE, "ACTIVE")
        .set(ACCOUNT.BALANCE, BigDecimal.ZERO).set(ACCOUNT.CURRENCY, "MDL").set(ACCOUNT.LANGUAGE, "RU")
        .set(ACCOUNT.LEGAL_ENTITY, false).set(ACCOUNT.SNAPSHOT_ID, snapshot).set(ACCOUNT.UPDATED_AT, START).execute();
    pay(other, "1", at, at);
  }
}
