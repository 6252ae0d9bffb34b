package org.obzvon.comparison.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ASSIGNMENT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.ENROLMENT;
import static org.obzvon.jooq.Tables.HOUSEHOLD;
import static org.obzvon.jooq.Tables.PAYMENT;
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
import org.obzvon.comparison.CampaignAccounts;
import org.obzvon.comparison.CampaignTally;
import org.obzvon.comparison.PayerRule;
import org.obzvon.comparison.RateTable;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Progress;

/// A campaign in an empty store, with methods that make its events happen.
final class LedgerFixture {
  static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  static final Instant LATER = START.plus(Duration.ofDays(40));
  static final RateTable RATES = new RateTable(
      ZoneOffset.UTC,
      List.of(
          new RateTable.Period(
              LocalDate.of(2026, 1, 1),
              Currency.getInstance("MDL"),
              new RateTable.Prices(
                  RateTable.CallPrice.ofMinute(
                      new BigDecimal("0.60"), RateTable.Increment.of(Duration.ofSeconds(60))),
                  new BigDecimal("0.35"), new BigDecimal("3.00"), BigDecimal.ZERO),
              Map.of(), Map.of())));

  final DSLContext store = TestStore.fresh();
  final UUID campaign = IdGenerator.next();
  final UUID snapshot = IdGenerator.next();

  LedgerFixture() {
    store.insertInto(SNAPSHOT).set(SNAPSHOT.ID, snapshot).set(SNAPSHOT.SOURCE, "billing")
        .set(SNAPSHOT.TAKEN_ON, LocalDate.of(2026, 3, 1)).set(SNAPSHOT.FILE_SHA256, "00")
        .set(SNAPSHOT.IMPORTED_AT, START).set(SNAPSHOT.ACCEPTED, 0).set(SNAPSHOT.REJECTED, 0).execute();
    store.insertInto(CAMPAIGN).set(CAMPAIGN.ID, campaign).set(CAMPAIGN.NAME, "spring").set(CAMPAIGN.EXPERIMENT, "e")
        .set(CAMPAIGN.DEFINITION, "x").set(CAMPAIGN.DEFINITION_SHA256, "abc").set(CAMPAIGN.STATE, "RUNNING")
        .set(CAMPAIGN.SIMULATED, true).set(CAMPAIGN.CREATED_AT, START).execute();
  }

  CampaignAccounts read() {
    return read(RATES);
  }

  CampaignAccounts read(RateTable rates) {
    return ledger(LATER).read("spring", reading(rates), Progress.NONE).orElseThrow();
  }

  JooqCampaignLedger ledger(Instant now) {
    return new JooqCampaignLedger(store, InstantSource.fixed(now));
  }

  CampaignAccounts read(PayerRule payer) {
    return ledger(LATER).read("spring", new CampaignTally.Reading(30, RATES, Optional.empty(), payer), Progress.NONE)
        .orElseThrow();
  }

  static CampaignTally.Reading reading(RateTable rates) {
    return new CampaignTally.Reading(30, rates, Optional.empty(), PayerRule.ANY_PAYMENT);
  }

  UUID enrol(String arm) {
    UUID household = IdGenerator.next();
    UUID account = IdGenerator.next();
    store.insertInto(HOUSEHOLD).set(HOUSEHOLD.ID, household).set(HOUSEHOLD.KEY, household.toString())
        .set(HOUSEHOLD.CREATED_AT, START).execute();
    store.insertInto(ACCOUNT).set(ACCOUNT.ID, account).set(ACCOUNT.NUMBER, account.toString())
        .set(ACCOUNT.HOUSEHOLD_ID, household).set(ACCOUNT.NAME, "n").set(ACCOUNT.SERVICE_STATE, "ACTIVE")
        .set(ACCOUNT.BALANCE, new BigDecimal("-150")).set(ACCOUNT.CURRENCY, "MDL").set(ACCOUNT.LANGUAGE, "RU")
        .set(ACCOUNT.LEGAL_ENTITY, false).set(ACCOUNT.SNAPSHOT_ID, snapshot).set(ACCOUNT.UPDATED_AT, START).execute();
    draw(household, arm, List.of(account));
    return account;
  }

  /// Draws an arm for a household and enrols its accounts.
  void draw(UUID household, String arm, List<UUID> accounts) {
    UUID assignment = IdGenerator.next();
    store.insertInto(ASSIGNMENT).set(ASSIGNMENT.ID, assignment).set(ASSIGNMENT.EXPERIMENT, "e")
        .set(ASSIGNMENT.HOUSEHOLD_ID, household).set(ASSIGNMENT.ARM, arm).set(ASSIGNMENT.BUCKET, BigDecimal.ZERO)
        .set(ASSIGNMENT.SEED, "s").set(ASSIGNMENT.WEIGHTS, "ROBOT=50,HOLD_OUT=50").set(ASSIGNMENT.ASSIGNED_AT, START)
        .execute();
    for (UUID account : accounts) {
      store.insertInto(ENROLMENT).set(ENROLMENT.CAMPAIGN_ID, campaign).set(ENROLMENT.ACCOUNT_ID, account)
          .set(ENROLMENT.HOUSEHOLD_ID, household).set(ENROLMENT.ASSIGNMENT_ID, assignment)
          .set(ENROLMENT.SEGMENT, "early")
          .set(ENROLMENT.BALANCE, new BigDecimal("-150")).set(ENROLMENT.CURRENCY, "MDL")
          .set(ENROLMENT.ENROLLED_AT, START).execute();
    }
  }

  UUID attempt(UUID account, String channel, Instant at, int talkSeconds) {
    UUID household = householdOf(account);
    UUID contact = IdGenerator.next();
    UUID attempt = IdGenerator.next();
    store.insertInto(CONTACT).set(CONTACT.ID, contact).set(CONTACT.CAMPAIGN_ID, campaign)
        .set(CONTACT.HOUSEHOLD_ID, household).set(CONTACT.ACCOUNT_ID, account).set(CONTACT.ARM, "ROBOT")
        .set(CONTACT.STEP, store.fetchCount(CONTACT)).set(CONTACT.ANCHOR, LocalDate.of(2026, 3, 1))
        .set(CONTACT.CHANNEL, channel)
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

  /// Inserts a call that nobody answered and returns its id.
  UUID attempt(UUID account, String channel, Instant at, String outcome, String detail) {
    UUID attempt = attempt(account, channel, at, 0);
    store.execute("alter table attempt disable trigger attempt_is_final");
    store.update(ATTEMPT).set(ATTEMPT.OUTCOME, outcome).set(ATTEMPT.DETAIL, detail)
        .set(ATTEMPT.ANSWERED_AT, (Instant) null).where(ATTEMPT.ID.eq(attempt)).execute();
    store.execute("alter table attempt enable trigger attempt_is_final");
    return attempt;
  }

  void pay(UUID account, String amount, Instant paidAt, Instant importedAt) {
    store.insertInto(PAYMENT).set(PAYMENT.ID, IdGenerator.next())
        .set(PAYMENT.EXTERNAL_ID, IdGenerator.next().toString())
        .set(PAYMENT.ACCOUNT_ID, account).set(PAYMENT.AMOUNT, new BigDecimal(amount)).set(PAYMENT.CURRENCY, "MDL")
        .set(PAYMENT.PAID_AT, paidAt).set(PAYMENT.IMPORTED_AT, importedAt).set(PAYMENT.SOURCE, "t").execute();
  }

  /// Inserts a payment of an account outside the campaign; it shows up to which day payments are known.
  void imported(Instant at) {
    UUID household = IdGenerator.next();
    UUID other = IdGenerator.next();
    store.insertInto(HOUSEHOLD).set(HOUSEHOLD.ID, household).set(HOUSEHOLD.KEY, household.toString())
        .set(HOUSEHOLD.CREATED_AT, START).execute();
    store.insertInto(ACCOUNT).set(ACCOUNT.ID, other).set(ACCOUNT.NUMBER, other.toString())
        .set(ACCOUNT.HOUSEHOLD_ID, household).set(ACCOUNT.NAME, "n").set(ACCOUNT.SERVICE_STATE, "ACTIVE")
        .set(ACCOUNT.BALANCE, BigDecimal.ZERO).set(ACCOUNT.CURRENCY, "MDL").set(ACCOUNT.LANGUAGE, "RU")
        .set(ACCOUNT.LEGAL_ENTITY, false).set(ACCOUNT.SNAPSHOT_ID, snapshot).set(ACCOUNT.UPDATED_AT, START).execute();
    pay(other, "1", at, at);
  }

  UUID householdOf(UUID account) {
    return store.select(ACCOUNT.HOUSEHOLD_ID).from(ACCOUNT).where(ACCOUNT.ID.eq(account))
        .fetchSingle(ACCOUNT.HOUSEHOLD_ID);
  }
}
