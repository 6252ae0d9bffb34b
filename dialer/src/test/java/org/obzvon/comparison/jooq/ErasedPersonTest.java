package org.obzvon.comparison.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.inline;
import static org.obzvon.comparison.jooq.LedgerFixture.LATER;
import static org.obzvon.comparison.jooq.LedgerFixture.START;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.DECISION;
import static org.obzvon.jooq.Tables.OVERDUE;
import static org.obzvon.jooq.Tables.PROMISE;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.comparison.CampaignAccounts;
import org.obzvon.comparison.ComparisonQuestion;
import org.obzvon.comparison.Report;
import org.obzvon.comparison.json.ComparisonJson;
import org.obzvon.person.jooq.JooqErasure;
import org.obzvon.person.jooq.JooqPersons;
import org.obzvon.register.IdGenerator;

/// Tests that the comparison still counts erased persons: every figure of its report stays the same.
@Tag("slow")
class ErasedPersonTest {
  private final LedgerFixture book = new LedgerFixture();
  private final DSLContext db = book.store;
  private final List<UUID> accounts = new ArrayList<>();

  private String report() {
    CampaignAccounts read = book.read();
    StringWriter out = new StringWriter();
    new ComparisonJson()
        .write(
            Report.ofCampaign(
                new Report.OfCampaign(read, List.of(), List.of()),
                new Report.Asked(new ComparisonQuestion("HOLD_OUT", 30, read.weights(), 1000), OptionalDouble.empty())),
            out);
    return out.toString();
  }

  private Instant hour(int hour) {
    return START.plus(Duration.ofHours(hour));
  }

  /// Inserts thirty debtors with everything that the comparison counts: calls, promises, payments before and after,
  /// opt-outs by number and by household before and after a call, a number that two of them share, and a complaint.
  private void fill() {
    for (int i = 0; i < 30; i++) {
      UUID account = book.enrol(i % 2 == 0 ? "ROBOT" : "HOLD_OUT");
      accounts.add(account);
      String phone = "+3736900%04d".formatted(i % 7 == 6 ? i - 1 : i);
      db.insertInto(ACCOUNT_PHONE).set(ACCOUNT_PHONE.ACCOUNT_ID, account).set(ACCOUNT_PHONE.POSITION, 0)
          .set(ACCOUNT_PHONE.E164, phone).execute();
      db.insertInto(OVERDUE).values(account, LocalDate.of(2026, 2, 1 + i % 20), LocalDate.of(2026, 3, 1)).execute();
      if (i % 2 == 0) {
        called(account, phone, i);
      }
      if (i % 3 == 0) {
        book.pay(account, Integer.toString(10 + i), hour(30 + i), hour(40 + i));
      }
      if (i % 4 == 0) {
        stop(i % 8 == 0 ? null : phone, i % 8 == 0 ? account : null, i % 3 == 0 ? "OPT_OUT" : "CONTACT_COMPLAINT",
            hour(i % 16));
      }
    }
    book.imported(LATER);
  }

  private void called(UUID account, String phone, int i) {
    UUID attempt = book.attempt(account, "ROBOT", hour(6), 20 + i);
    db.execute("alter table attempt disable trigger attempt_is_final");
    db.update(ATTEMPT).set(ATTEMPT.PHONE, phone).where(ATTEMPT.ID.eq(attempt)).execute();
    db.execute("alter table attempt enable trigger attempt_is_final");
    if (i % 5 != 0) {
      db.insertInto(DECISION, DECISION.CAMPAIGN_ID, DECISION.HOUSEHOLD_ID, DECISION.ACCOUNT_ID, DECISION.CONTACT_ID,
          DECISION.STEP,
          DECISION.MOMENT, DECISION.ASKED_AT, DECISION.VERDICT, DECISION.RULE, DECISION.WHY, DECISION.PROFILE,
          DECISION.PROFILE_VERSION)
          .select(
              db.select(ATTEMPT.CAMPAIGN_ID, ATTEMPT.HOUSEHOLD_ID, ATTEMPT.ACCOUNT_ID, ATTEMPT.CONTACT_ID, inline(0),
                  inline("PLACE"), ATTEMPT.WRITTEN_AT, inline("ALLOWED"), inline(""),
                  inline("why"), inline("p"), inline("1"))
                  .from(ATTEMPT).where(ATTEMPT.ID.eq(attempt)))
          .execute();
    }
    db.insertInto(PROMISE).set(PROMISE.ID, IdGenerator.next()).set(PROMISE.ATTEMPT_ID, attempt)
        .set(PROMISE.ACCOUNT_ID, account)
        .set(PROMISE.PROMISED_ON, LocalDate.of(2026, 3, 5)).set(PROMISE.AMOUNT, new BigDecimal("100"))
        .set(PROMISE.CURRENCY, "MDL")
        .set(PROMISE.MADE_AT, hour(6)).set(PROMISE.STATE, i % 4 == 0 ? "KEPT" : "BROKEN").execute();
  }

  private void stop(String phone, UUID account, String kind, Instant since) {
    db.insertInto(SUPPRESSION).set(SUPPRESSION.ID, IdGenerator.next()).set(SUPPRESSION.PHONE, phone)
        .set(SUPPRESSION.ACCOUNT_ID, account)
        .set(SUPPRESSION.KIND, kind).set(SUPPRESSION.NOTE, "n").set(SUPPRESSION.SINCE, since)
        .set(SUPPRESSION.SOURCE, "test").execute();
  }

  @Test
  void every_figure_is_the_same_after_each_erase() {
    fill();
    JooqPersons persons = new JooqPersons(db);
    JooqErasure erasure = new JooqErasure(db, () -> LATER.plus(Duration.ofDays(1)));
    String before = report();
    CampaignAccounts read = book.read();
    assertThat(before).contains("ROBOT");
    for (UUID account : accounts) {
      String number = db.select(ACCOUNT.NUMBER).from(ACCOUNT).where(ACCOUNT.ID.eq(account)).fetchSingle(ACCOUNT.NUMBER);
      erasure.erase(persons.ofAccount(number).orElseThrow());
      assertThat(report()).isEqualTo(before);
    }
    assertThat(book.read().funnels()).isEqualTo(read.funnels());
    assertThat(db.fetchCount(ACCOUNT, ACCOUNT.ERASED.isTrue())).isEqualTo(accounts.size());
    assertThat(db.fetchCount(ATTEMPT, ATTEMPT.PHONE.notLike("+999%"))).isZero();
  }
}
