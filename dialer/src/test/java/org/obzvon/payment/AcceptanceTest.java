package org.obzvon.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
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

  private final Acceptance acceptance = new Acceptance(
      Map.of(
          "1", new Debtor(ACCOUNT, RUB, Optional.of(ZoneId.of("Asia/Omsk"))),
          "2", new Debtor(new UUID(0, 2), RUB, Optional.empty()),
          "3", new Debtor(new UUID(0, 3), Currency.getInstance("MDL"), Optional.empty())),
      new KnownPayments(List.of()), NOW);

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
    assertThat(decide("A", "1", "100.00", paidAt)).isEqualTo(new Verdict.Leave(new PaymentRowResult.Known()));
    assertThat(refused(decide("A", "1", "100.01", paidAt))).as("another amount").isEqualTo("external id");
    assertThat(refused(decide("A", "1", "100", new PaidAt.Exactly(NOW)))).as("another time").isEqualTo("external id");
    assertThat(refused(decide("A", "2", "101", paidAt))).as("another amount and account").isEqualTo("external id");
    assertThat(refused(decide("A", "3", "100", paidAt))).as("another currency").isEqualTo("external id");
  }

  @Test
  void the_same_id_of_another_source_is_another_payment() {
    PaidAt paidAt = new PaidAt.Exactly(NOW);
    assertThat(decide("A", "1", "100", paidAt)).isInstanceOf(Verdict.Take.class);
    var other = new PaymentRow("A", "2", new BigDecimal("290"), Optional.empty(), paidAt);
    assertThat(acceptance.decide(other, "another bank")).isInstanceOf(Verdict.Take.class);
  }

  /// Each row comes after those before it, with `:` between id, account and amount. The expected fate is that of the
  /// last row.
  @ParameterizedTest
  @CsvSource({
    "15:1:650 15:1:-650, taken back",
    "15:1:650 15-R:1:-650, taken back",
    "15:1:650 R15:1:-650, taken back",
    "15:1:650 X:1:-650, taken back",
    "15:1:650 15:1:-300, taken back",
    "15:1:650 15-R:1:-300 15-S:1:-350, taken back",
    "15:1:650 15-R:1:-650 15-R:1:-650, known",
    "15:1:650 15:1:-650 15:1:-650, known",
    "15:1:650 15-R:1:-650 15:1:-650, known",
    "15:1:650 15:1:-650 15-R:1:-650, known",
    "15:1:650 15:1:-650 15:1:650, known",
    "15:1:650 15-R:1:-651, amount",
    "15:1:650 15:1:-651, amount",
    "15:1:650 15-R:1:-650 15-S:1:-650, amount",
    "15:1:650 15:1:-300 15:1:-350, external id",
    "15:1:650 15-R:1:-300 15-R:1:-350, external id",
    "15:1:650 15:2:-650, account",
    "15:1:650 X:2:-650, external id",
    "X:1:-650, external id",
    "15:1:650 115-R:1:-700, amount",
    "15:1:650 15-R:1:-650 15-R:1:650, external id",
    "W:1:650 W:2:650, moved",
    "W:1:650 W:2:650 W:2:650, known",
    "W:1:650 W:2:650 W:1:650, known",
    "W:1:650 W:2:650 W:1:-650, known",
    "W:1:650 W:2:650 W:2:-650, taken back",
    "W:1:650 W:1:-650 W:2:650, moved",
    "W:1:650 W:1:-650 W:2:650 W:2:-650, taken back",
    "W:1:650 W:1:-650 W:2:650 W:1:-650, known",
    "W:1:650 W:2:600, external id",
    "W:1:650 W:3:650, external id"
  })
  void a_payment_is_taken_back_or_moved_once_and_what_cannot_be_is_refused(String rows, String fate) {
    String last = "";
    for (String row : rows.split(" ")) {
      String[] cells = row.split(":");
      last = fate(decide(cells[0], cells[1], cells[2], new PaidAt.Exactly(NOW)));
    }
    assertThat(last).isEqualTo(fate);
  }

  @Test
  void a_row_may_name_the_payment_that_it_takes_back() {
    PaidAt at = new PaidAt.Exactly(NOW);
    decide("15", "1", "650", at);
    decide("16", "1", "650", at);
    assertThat(acceptance.decide(naming("Z9", "15"), "bank"))
        .isInstanceOfSatisfying(
            Verdict.Change.class, verdict -> assertThat(verdict.change().told().externalId()).isEqualTo("Z9"));
    assertThat(refused(acceptance.decide(naming("Z10", "15"), "bank"))).as("nothing is left of it").isEqualTo("amount");
    assertThat(refused(acceptance.decide(naming("Z11", "17"), "bank"))).isEqualTo("takes back");
    assertThat(refused(acceptance.decide(naming("Z12", "16"), "another bank"))).isEqualTo("takes back");
  }

  private static PaymentRow naming(String id, String payment) {
    return new PaymentRow(
        id, "1", new BigDecimal("-650"), Optional.empty(), new PaidAt.Exactly(NOW), Optional.of(payment));
  }

  @Test
  void a_value_date_may_lie_days_ahead_and_nothing_is_taken_back_in_the_future() {
    LocalDate today = LocalDate.of(2026, 11, 24);
    assertThat(decide("A", "1", "100", new PaidAt.Day(today.plusDays(5)))).isInstanceOf(Verdict.Take.class);
    assertThat(refused(decide("A", "1", "-100", new PaidAt.Day(today.plusDays(5))))).isEqualTo("paid at");
    assertThat(refused(decide("B", "1", "100", new PaidAt.Day(today.plusDays(60))))).isEqualTo("paid at");
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
    "1, 1.005, thousandths, amount",
    "1, 99999999999, too much, amount"
  })
  void a_row_that_cannot_be_a_payment_is_refused_by_its_column(
      String account, String amount, String why, String column) {
    assertThat(refused(decide("A", account, amount, new PaidAt.Exactly(NOW)))).as(why).isEqualTo(column);
  }

  @Test
  void another_currency_than_the_accounts_and_a_time_that_cannot_be_are_refused() {
    var euros = new PaymentRow(
        "A", "1", BigDecimal.ONE, Optional.of(Currency.getInstance("EUR")), new PaidAt.Exactly(NOW));
    assertThat(refused(acceptance.decide(euros, "bank"))).isEqualTo("currency");
    assertThat(refused(decide("B", "1", "1", new PaidAt.Exactly(NOW.plusSeconds(40 * 86_400))))).isEqualTo("paid at");
    assertThat(refused(decide("C", "1", "1", new PaidAt.Day(LocalDate.of(1999, 1, 1))))).isEqualTo("paid at");
    assertThat(refused(decide(" ", "1", "1", new PaidAt.Exactly(NOW)))).isEqualTo("external id");
  }

  private Verdict decide(String id, String account, String amount, PaidAt paidAt) {
    return acceptance.decide(
        new PaymentRow(id, account, new BigDecimal(amount), Optional.empty(), paidAt), "bank");
  }

  private static String fate(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Take _ -> "taken";
      case Verdict.Change(PaymentCorrection change) -> change.what() instanceof PaymentCorrection.Moved ? "moved"
          : "taken back";
      case Verdict.Leave(PaymentRowResult.Known()) -> "known";
      case Verdict.Leave _ -> refused(verdict);
    };
  }

  private static String time(Verdict verdict) {
    return ((Verdict.Take) verdict).payment().paidAt().toString();
  }

  private static String refused(Verdict verdict) {
    return verdict instanceof Verdict.Leave(PaymentRowResult.Refused(String column, Sentence _)) ? column
        : "not refused: "
            + verdict;
  }
}
