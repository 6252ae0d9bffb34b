package org.obzvon.comparison.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.obzvon.comparison.jooq.LedgerFixture.LATER;
import static org.obzvon.comparison.jooq.LedgerFixture.RATES;
import static org.obzvon.comparison.jooq.LedgerFixture.START;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PROMISE;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.comparison.Analysis;
import org.obzvon.comparison.CampaignAccounts;
import org.obzvon.comparison.Column;
import org.obzvon.comparison.Comparison;
import org.obzvon.comparison.ComparisonQuestion;
import org.obzvon.comparison.KaplanMeier;
import org.obzvon.comparison.PayerRule;
import org.obzvon.comparison.RateTable;
import org.obzvon.comparison.SegmentTries;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Progress;

@Tag("slow")
class JooqCampaignLedgerTest {
  private final LedgerFixture book = new LedgerFixture();

  @Test
  void a_campaign_that_nobody_knows_is_empty() {
    assertThat(book.ledger(LATER).read("autumn", LedgerFixture.reading(RATES), Progress.NONE)).isEmpty();
  }

  @Test
  void everybody_enrolled_counts_in_the_assigned_arm_whether_contacted_or_not() {
    UUID called = book.enrol("ROBOT");
    book.enrol("ROBOT");
    book.enrol("HOLD_OUT");
    UUID attempt = book.attempt(called, "ROBOT", START.plusSeconds(3600), 61);
    book.pay(called, "100", START.plus(Duration.ofDays(2)), START.plus(Duration.ofDays(2)));
    book.store.insertInto(PROMISE).set(PROMISE.ID, IdGenerator.next()).set(PROMISE.ATTEMPT_ID, attempt)
        .set(PROMISE.ACCOUNT_ID, called).set(PROMISE.PROMISED_ON, LocalDate.of(2026, 3, 5))
        .set(PROMISE.AMOUNT, new BigDecimal("100"))
        .set(PROMISE.CURRENCY, "MDL").set(PROMISE.MADE_AT, START.plusSeconds(3600)).set(PROMISE.STATE, "KEPT")
        .execute();
    book.imported(LATER);

    CampaignAccounts accounts = book.read();

    assertThat(accounts.facts().simulated()).isTrue();
    assertThat(accounts.funnels()).containsExactly(
        new CampaignAccounts.Funnel("HOLD_OUT", new CampaignAccounts.Steps(1, 0, 0, 0, 0, 0, 0),
            Optional.of(new CampaignAccounts.Sums(new BigDecimal("0"), Optional.of(new BigDecimal("0"))))),
        new CampaignAccounts.Funnel("ROBOT", new CampaignAccounts.Steps(2, 1, 1, 1, 1, 1, 1),
            Optional.of(new CampaignAccounts.Sums(new BigDecimal("100.00"), Optional.of(new BigDecimal("1.200000"))))));
    assertThat(accounts.weights()).isEqualTo(Map.of("HOLD_OUT", 1.5, "ROBOT", 1.5));
    Comparison comparison = Analysis.of(accounts.table(),
        new ComparisonQuestion("HOLD_OUT", 30, accounts.weights(), 5000),
        accounts.remarks());
    assertThat(comparison.pairs().getFirst().rate().difference()).isCloseTo(0.5, within(1e-12));
    assertThat(comparison.arms().getFirst().pace().incidence().left()).isNaN();
    assertThat(comparison.sampleRatio().p()).isBetween(0.5, 0.6);
  }

  @Test
  void a_payer_is_who_paid_the_share_of_the_debt_that_the_plan_states() {
    UUID part = book.enrol("ROBOT");
    UUID nearly = book.enrol("ROBOT");
    UUID inTwoParts = book.enrol("ROBOT");
    UUID tooLate = book.enrol("ROBOT");
    book.pay(part, "148.49", day(2), day(2));
    book.pay(nearly, "148.50", day(2), day(2));
    book.pay(inTwoParts, "100", day(2), day(2));
    book.pay(inTwoParts, "50", day(9), day(9));
    book.pay(tooLate, "100", day(2), day(2));
    book.pay(tooLate, "50", day(31), day(31));
    book.imported(LATER);

    assertThat(book.read().funnels().getFirst().steps().paid()).isEqualTo(4);
    CampaignAccounts accounts = book.read(PayerRule.ALL_BUT_ONE_PERCENT);
    assertThat(accounts.funnels().getFirst().steps().paid()).isEqualTo(2);
    assertThat(accounts.story().following().payer()).isEqualTo(PayerRule.ALL_BUT_ONE_PERCENT);
    Comparison comparison = Analysis.of(accounts.table(), new ComparisonQuestion("ROBOT", 30, Map.of(), 5000),
        accounts.remarks());
    assertThat(comparison.arms().getFirst().pace().curve().orElseThrow()).extracting(KaplanMeier.Point::day)
        .containsSequence(2.0, 9.0);
  }

  @Test
  void a_segment_tells_how_many_of_its_accounts_were_tried() {
    UUID tried = book.enrol("ROBOT");
    book.enrol("ROBOT");
    book.enrol("HOLD_OUT");
    book.attempt(tried, "ROBOT", START.plusSeconds(3600), 0);
    book.imported(LATER);
    assertThat(book.read().story().tries()).containsExactly(new SegmentTries("ROBOT", "early", 2, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONGESTION", "EXCHANGE", "NETWORK"})
  void a_call_that_met_a_fault_of_ours_tried_nobody(String fault) {
    UUID account = book.enrol("ROBOT");
    book.attempt(account, "ROBOT", START.plusSeconds(3600), "FAILED", fault);
    book.imported(LATER);
    assertThat(book.read().story().tries()).containsExactly(new SegmentTries("ROBOT", "early", 1, 0));
  }

  private static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }

  /// Networks charge for each call placed, answered or not; an attempt that never left our side costs nothing.
  @Test
  void each_call_that_was_placed_costs_and_one_that_never_left_does_not() {
    UUID answered = book.enrol("ROBOT");
    UUID rang = book.enrol("ROBOT");
    UUID calledOff = book.enrol("ROBOT");
    UUID noCircuit = book.enrol("ROBOT");
    UUID lost = book.enrol("ROBOT");
    book.attempt(answered, "ROBOT", START.plusSeconds(3600), 61);
    book.attempt(rang, "ROBOT", START.plusSeconds(3600), "NOT_REACHED", "NO_ANSWER");
    book.attempt(calledOff, "ROBOT", START.plusSeconds(3600), "FAILED", "CALLED_OFF");
    book.attempt(noCircuit, "ROBOT", START.plusSeconds(3600), "FAILED", "CONGESTION");
    book.attempt(lost, "ROBOT", START.plusSeconds(3600), "LOST", null);
    book.imported(LATER);
    RateTable.Prices perCall = new RateTable.Prices(
        new RateTable.CallPrice(
            new BigDecimal("0.24"), new BigDecimal("0.06"), new BigDecimal("0.50"), new BigDecimal("0.60"),
            new RateTable.Increment(Duration.ofSeconds(60), Duration.ofSeconds(1))),
        BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    RateTable table = new RateTable(
        ZoneOffset.UTC,
        List.of(
            new RateTable.Period(
                LocalDate.of(2026, 1, 1), Currency.getInstance("MDL"), perCall, Map.of(), Map.of())));
    // three placed at 0.30, one answered at 0.50 and 61 seconds at 0.60 a minute
    assertThat(book.read(table).funnels().getFirst().money().orElseThrow().cost().orElseThrow())
        .isEqualByComparingTo("2.01");
  }

  @Test
  void a_payment_after_the_window_does_not_count() {
    UUID late = book.enrol("ROBOT");
    book.pay(late, "100", START.plus(Duration.ofDays(31)), START.plus(Duration.ofDays(31)));
    book.imported(LATER);
    assertThat(book.read().funnels().getFirst().steps().paid()).isZero();
  }

  @Test
  void an_account_that_had_paid_before_it_was_enrolled_is_left_out() {
    UUID inFlight = book.enrol("ROBOT");
    book.enrol("ROBOT");
    book.pay(inFlight, "100", START.minusSeconds(60), START.plusSeconds(60));
    CampaignAccounts accounts = book.read();
    assertThat(accounts.table().size()).isEqualTo(1);
    assertThat(accounts.remarks()).anyMatch(remark -> remark.startsWith("accounts: 1 had already paid"));
  }

  @Test
  void a_payment_known_at_enrolment_changes_nothing() {
    UUID before = book.enrol("ROBOT");
    book.pay(before, "100", START.minusSeconds(600), START.minusSeconds(60));
    CampaignAccounts accounts = book.read();
    assertThat(accounts.table().size()).isEqualTo(1);
    assertThat(accounts.funnels().getFirst().steps().paid()).isZero();
  }

  @Test
  void what_was_taken_back_of_a_payment_is_not_counted() {
    UUID whole = book.enrol("ROBOT");
    UUID part = book.enrol("OPERATOR");
    book.pay(whole, "100", START.plus(Duration.ofDays(2)), START.plus(Duration.ofDays(2)));
    book.pay(part, "100", START.plus(Duration.ofDays(2)), START.plus(Duration.ofDays(2)));
    book.imported(LATER);
    takeBack(whole, "100");
    takeBack(part, "30");
    assertThat(book.read().funnels())
        .satisfiesExactly(
            operator -> assertThat(operator.money().orElseThrow().recovered()).isEqualByComparingTo("70"),
            robot -> {
              assertThat(robot.steps().paid()).isZero();
              assertThat(robot.money().orElseThrow().recovered()).isZero();
            });
  }

  private void takeBack(UUID account, String amount) {
    book.store.update(PAYMENT).set(PAYMENT.TAKEN_BACK, new BigDecimal(amount)).where(PAYMENT.ACCOUNT_ID.eq(account))
        .execute();
  }

  @Test
  void following_ends_where_the_knowledge_of_payments_ends() {
    book.enrol("ROBOT");
    book.enrol("HOLD_OUT");
    book.imported(START.plus(Duration.ofDays(10)));
    Comparison comparison = Analysis.of(book.read().table(), new ComparisonQuestion("HOLD_OUT", 30, Map.of(), 5000),
        List.of());
    assertThat(comparison.notes())
        .anyMatch(note -> note.startsWith("arms[ROBOT].rate: 1 accounts were followed for less than the window"));
  }

  @Test
  void without_any_import_nobody_is_said_to_be_unpaid_for_long() {
    book.enrol("ROBOT");
    assertThat(book.read().remarks()).anyMatch(remark -> remark.startsWith("payments: none was ever imported"));
    assertThat(book.read().facts().freshTo()).isEmpty();
  }

  @Test
  void an_attempt_before_the_first_rate_leaves_the_costs_unknown() {
    UUID called = book.enrol("ROBOT");
    book.attempt(called, "ROBOT", START.plusSeconds(60), 30);
    RateTable.Period future = new RateTable.Period(LocalDate.of(2027, 1, 1), Currency.getInstance("MDL"),
        RATES.periods().getFirst().prices(),
        Map.of(), Map.of());
    CampaignAccounts accounts = book.read(new RateTable(ZoneOffset.UTC, List.of(future)));
    assertThat(accounts.table().has(Column.COST)).isFalse();
    assertThat(accounts.funnels().getFirst().money().orElseThrow().cost()).isEmpty();
  }
}
