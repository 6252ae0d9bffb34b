package org.obzvon.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.obzvon.payment.PromiseSettlement.Given;
import org.obzvon.payment.PromiseSettlement.Paid;
import org.obzvon.payment.PromiseSettlement.Verdict;

/// Tests a promise of 500 roubles by 25 November, made on the 22nd at noon by a debtor in Kamchatka (UTC+12).
class PromiseSettlementTest {
  private static final ZoneId KAMCHATKA = ZoneId.of("Asia/Kamchatka");
  private static final Currency RUB = Currency.getInstance("RUB");
  private static final Instant MADE = Instant.parse("2026-11-22T00:00:00Z");
  private static final Instant LAST_SECOND = Instant.parse("2026-11-25T11:59:59Z");
  private static final Instant DAY_IS_OVER = Instant.parse("2026-11-25T12:00:00Z");

  @Test
  void it_is_kept_as_soon_as_the_amount_is_paid() {
    assertThat(judge(MADE.plusSeconds(60), paid("2026-11-22T00:00:30Z", "500"))).isEqualTo(PromiseState.KEPT);
    assertThat(judge(MADE.plusSeconds(60), paid("2026-11-22T00:00:30Z", "499.99"))).isEqualTo(PromiseState.OPEN);
  }

  @Test
  void payments_add_up_to_and_including_the_promised_day_of_the_debtors_own_zone() {
    assertThat(judge(DAY_IS_OVER, paid("2026-11-23T00:00:00Z", "200"), paid("2026-11-25T11:59:59Z", "300")))
        .isEqualTo(PromiseState.KEPT);
    assertThat(judge(DAY_IS_OVER, paid("2026-11-23T00:00:00Z", "200"), paid("2026-11-25T12:00:00Z", "300")))
        .isEqualTo(PromiseState.PARTLY_KEPT);
  }

  @Test
  void it_is_open_until_the_last_second_of_its_day_and_broken_after_it() {
    assertThat(judge(LAST_SECOND)).isEqualTo(PromiseState.OPEN);
    assertThat(judge(DAY_IS_OVER)).isEqualTo(PromiseState.BROKEN);
  }

  @Test
  void what_was_paid_before_the_promise_or_in_another_currency_keeps_nothing() {
    assertThat(judge(DAY_IS_OVER, paid("2026-11-22T00:00:00Z", "500"))).isEqualTo(PromiseState.BROKEN);
    assertThat(
        judge(DAY_IS_OVER, new Paid(MADE.plusSeconds(5), new BigDecimal("500"), Currency.getInstance("EUR"))))
        .isEqualTo(PromiseState.BROKEN);
  }

  @Test
  void a_payment_that_is_told_late_mends_a_broken_promise_and_never_a_kept_one_backwards() {
    Paid late = paid("2026-11-24T00:00:00Z", "500");
    Instant weeksLater = Instant.parse("2026-12-10T00:00:00Z");
    assertThat(PromiseSettlement.judge(given(PromiseState.BROKEN), List.of(late), weeksLater).state())
        .isEqualTo(PromiseState.KEPT);
    assertThat(PromiseSettlement.judge(given(PromiseState.PARTLY_KEPT), List.of(late), weeksLater).state())
        .isEqualTo(PromiseState.KEPT);
    assertThat(PromiseSettlement.judge(given(PromiseState.KEPT), List.of(), weeksLater).state())
        .isEqualTo(PromiseState.KEPT);
  }

  @Property
  void the_order_of_the_payments_changes_nothing_and_one_more_never_makes_it_worse(
      @ForAll @Size(max = 8) List<@IntRange(min = -50, max = 150) Integer> hours,
      @ForAll @IntRange(min = -10, max = 200) int now,
      @ForAll Random random) {
    List<Paid> payments = new ArrayList<>();
    hours.forEach(hour -> payments.add(new Paid(MADE.plusSeconds(hour * 3600L), new BigDecimal(100), RUB)));
    Instant at = MADE.plusSeconds(now * 3600L);
    Verdict verdict = PromiseSettlement.judge(given(PromiseState.OPEN), payments, at);
    List<Paid> shuffled = new ArrayList<>(payments);
    Collections.shuffle(shuffled, random);
    assertThat(PromiseSettlement.judge(given(PromiseState.OPEN), shuffled, at)).isEqualTo(verdict);
    shuffled.add(paid("2026-11-22T01:00:00Z", "100"));
    assertThat(PromiseSettlement.judge(given(PromiseState.OPEN), shuffled, at).paid()).isGreaterThan(verdict.paid());
  }

  private static PromiseState judge(Instant now, Paid... payments) {
    return PromiseSettlement.judge(given(PromiseState.OPEN), List.of(payments), now).state();
  }

  private static Given given(PromiseState state) {
    var debtor = new PromiseSettlement.Debtor(new UUID(1, 1), KAMCHATKA);
    return new Given(debtor, LocalDate.of(2026, 11, 25), new BigDecimal("500"), RUB, MADE, state);
  }

  private static Paid paid(String at, String amount) {
    return new Paid(Instant.parse(at), new BigDecimal(amount), RUB);
  }
}
