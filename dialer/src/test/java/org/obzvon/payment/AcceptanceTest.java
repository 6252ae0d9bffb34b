package org.obzvon.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.document.Sentence;
import org.obzvon.payment.Acceptance.Debtor;
import org.obzvon.payment.Acceptance.Verdict;

class AcceptanceTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Currency RUB = Currency.getInstance("RUB");
  private static final UUID ACCOUNT = new UUID(0, 1);
  private static final LocalDate SNAPSHOT = LocalDate.of(2026, 11, 22);

  private final Acceptance acceptance =
      new Acceptance(
          Map.of(
              "1", new Debtor(ACCOUNT, RUB, Optional.of(ZoneId.of("Asia/Omsk")), SNAPSHOT),
              "2", new Debtor(new UUID(0, 2), RUB, Optional.empty(), SNAPSHOT)),
          Map.of(), NOW);

  /// Omsk is six hours ahead of UTC: its 20 November, two days before the register's, begins at 18:00 on the 19th.
  @ParameterizedTest
  @CsvSource({
    "2026-11-19T18:00:00Z, 100.00",
    "2026-11-19T17:59:59Z, 0",
    "2026-11-23T00:00:00Z, 100.00",
    "2026-01-01T00:00:00Z, 0"
  })
  void a_payment_raises_the_balance_from_two_days_before_the_snapshots_day_in_the_debtors_zone(
      Instant paidAt, BigDecimal raise) {
    assertThat(decide("A", "1", "100", new PaidAt.Exactly(paidAt)))
        .isInstanceOfSatisfying(
            Verdict.Take.class, take -> assertThat(take.raise()).isEqualByComparingTo(raise));
  }

  @Test
  void a_day_or_a_local_time_is_read_in_the_debtors_zone_or_in_utc_where_it_is_unknown() {
    LocalDate day = LocalDate.of(2026, 11, 23);
    assertThat(time(decide("A", "1", "1", new PaidAt.Day(day)))).isEqualTo("2026-11-23T17:59:59Z");
    assertThat(time(decide("B", "1", "1", new PaidAt.Local(LocalDateTime.of(2026, 11, 23, 9, 30)))))
        .isEqualTo("2026-11-23T03:30:00Z");
    assertThat(time(decide("C", "2", "1", new PaidAt.Day(day)))).isEqualTo("2026-11-23T23:59:59Z");
  }

  @Test
  void the_same_payment_told_twice_is_known_and_another_one_under_its_id_is_refused() {
    PaidAt paidAt = new PaidAt.Exactly(Instant.parse("2026-11-23T00:00:00.123456789Z"));
    decide("A", "1", "100", paidAt);
    assertThat(decide("A", "1", "100.00", paidAt)).isEqualTo(new Verdict.Leave(new Fate.Known()));
    assertThat(refused(decide("A", "1", "100.01", paidAt))).isEqualTo("external id");
    assertThat(refused(decide("A", "2", "100", paidAt))).isEqualTo("external id");
    assertThat(refused(decide("A", "1", "100", new PaidAt.Exactly(NOW)))).isEqualTo("external id");
  }

  @Test
  void a_day_told_again_after_the_debtors_zone_became_known_is_the_same_payment() {
    PaidAt day = new PaidAt.Day(LocalDate.of(2026, 11, 23));
    Instant storedInUtc = Instant.parse("2026-11-23T23:59:59Z");
    assertThat(day.agreesWith(storedInUtc, ZoneId.of("Asia/Omsk"))).isTrue();
    assertThat(day.agreesWith(storedInUtc.plusSeconds(3 * 86_400), ZoneId.of("Asia/Omsk"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "9, 100, amount is fine, account",
    "1, 0, nothing, amount",
    "1, -5, a payment taken back, amount",
    "1, 1.005, thousandths, amount",
    "1, 99999999999, too much, amount"
  })
  void a_row_that_cannot_be_a_payment_is_refused_by_its_column(
      String account, String amount, String why, String column) {
    assertThat(refused(decide("A", account, amount, new PaidAt.Exactly(NOW)))).as(why).isEqualTo(column);
  }

  @Test
  void another_currency_than_the_accounts_and_a_time_that_cannot_be_are_refused() {
    var euros =
        new PaymentRow(
            "A", "1", BigDecimal.ONE, Optional.of(Currency.getInstance("EUR")), new PaidAt.Exactly(NOW));
    assertThat(refused(acceptance.decide(euros, "bank"))).isEqualTo("currency");
    assertThat(refused(decide("B", "1", "1", new PaidAt.Exactly(NOW.plusSeconds(90_000))))).isEqualTo("paid at");
    assertThat(refused(decide("C", "1", "1", new PaidAt.Day(LocalDate.of(1999, 1, 1))))).isEqualTo("paid at");
    assertThat(refused(decide(" ", "1", "1", new PaidAt.Exactly(NOW)))).isEqualTo("external id");
  }

  private Verdict decide(String id, String account, String amount, PaidAt paidAt) {
    return acceptance.decide(
        new PaymentRow(id, account, new BigDecimal(amount), Optional.empty(), paidAt), "bank");
  }

  private static String time(Verdict verdict) {
    return ((Verdict.Take) verdict).payment().paidAt().toString();
  }

  private static String refused(Verdict verdict) {
    return verdict instanceof Verdict.Leave(Fate.Refused(String column, Sentence _)) ? column : "not refused: " + verdict;
  }
}
