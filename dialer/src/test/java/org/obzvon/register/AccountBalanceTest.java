package org.obzvon.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.register.AccountBalance.Effect;
import org.obzvon.register.AccountBalance.Paid;
import org.obzvon.register.AccountBalance.Register;
import org.obzvon.register.AccountBalance.TakenBack;

/// Tests 500 roubles owed by the register of Monday, 23 November, in Omsk, whose Monday begins on Sunday at 18:00 UTC.
class AccountBalanceTest {
  private static final ZoneId OMSK = ZoneId.of("Asia/Omsk");
  private static final Register MONDAY = new Register(new BigDecimal("-500"), LocalDate.of(2026, 11, 23), OMSK);
  private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
  private static final UUID ID = new UUID(0, 1);

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T18:00:00Z, 2026-11-24T05:00:00Z, COUNTED,     -200",
    "2026-11-22T17:59:59Z, 2026-11-24T05:00:00Z, WAITS,       -500",
    "2026-11-20T12:00:00Z, 2026-11-22T18:00:00Z, WAITS,       -500",
    "2026-11-20T12:00:00Z, 2026-11-22T17:59:59Z, IN_REGISTER, -500",
    "2026-11-24T17:59:59Z, 2026-11-24T05:00:00Z, COUNTED,     -200",
    "2026-11-24T18:00:00Z, 2026-11-24T05:00:00Z, ANNOUNCED,   -500"
  })
  void a_payment_counts_by_its_day_and_by_the_day_on_which_it_was_told_in_the_debtors_zone(
      Instant paidAt, Instant toldAt, Effect effect, BigDecimal balance) {
    AccountBalance found = balance(paid(paidAt, toldAt));
    assertThat(found.effects()).containsEntry(ID, effect);
    assertThat(found.balance()).isEqualByComparingTo(balance);
    assertThat(found.pending().toldAt()).isEqualTo(Optional.of(toldAt).filter(_ -> effect == Effect.WAITS));
    assertThat(found.pending().announcedFor())
        .isEqualTo(Optional.of(Instant.parse("2026-11-24T18:00:00Z")).filter(_ -> effect == Effect.ANNOUNCED));
  }

  /// The bank took back all of the payment, or 100 of its 300.
  @ParameterizedTest
  @CsvSource({
    "2026-11-23T12:00:00Z, 2026-11-23T13:00:00Z, 300, 2026-11-24T01:00:00Z, -500, TAKEN_BACK",
    "2026-11-23T12:00:00Z, 2026-11-23T13:00:00Z, 100, 2026-11-24T01:00:00Z, -300, COUNTED",
    "2026-11-20T12:00:00Z, 2026-11-20T13:00:00Z, 300, 2026-11-24T01:00:00Z, -800, TAKEN_BACK",
    "2026-11-20T12:00:00Z, 2026-11-20T13:00:00Z, 300, 2026-11-21T01:00:00Z, -500, TAKEN_BACK",
    "2026-11-20T12:00:00Z, 2026-11-24T01:00:00Z, 300, 2026-11-24T02:00:00Z, -500, TAKEN_BACK",
    "2026-11-20T12:00:00Z, 2026-11-24T01:00:00Z, 100, 2026-11-24T02:00:00Z, -500, WAITS",
    "2026-11-26T12:00:00Z, 2026-11-24T01:00:00Z, 300, 2026-11-26T12:00:00Z, -500, TAKEN_BACK"
  })
  void what_was_taken_back_is_owed_again_only_where_the_balance_knew_the_payment(
      Instant paidAt, Instant toldAt, BigDecimal amount, Instant backAt, BigDecimal balance, Effect effect) {
    AccountBalance found = balance(paid(paidAt, toldAt, new TakenBack(amount, backAt)));
    assertThat(found.balance()).isEqualByComparingTo(balance);
    assertThat(found.effects()).containsEntry(ID, effect);
    assertThat(found.pending().toldAt().isPresent()).isEqualTo(effect == Effect.WAITS);
    assertThat(found.pending().announcedFor()).isEmpty();
  }

  @Test
  void the_newest_telling_and_the_next_announced_day_are_what_an_account_waits_for() {
    Paid early = new Paid(new UUID(0, 2), BigDecimal.ONE, at("2026-11-20T01:00:00Z"), at("2026-11-23T01:00:00Z"),
        List.of());
    Paid late = new Paid(new UUID(0, 3), BigDecimal.ONE, at("2026-11-19T01:00:00Z"), at("2026-11-24T01:00:00Z"),
        List.of());
    Paid soon = new Paid(new UUID(0, 4), BigDecimal.ONE, at("2026-11-26T01:00:00Z"), at("2026-11-24T01:00:00Z"),
        List.of());
    Paid later = new Paid(new UUID(0, 5), BigDecimal.ONE, at("2026-11-29T01:00:00Z"), at("2026-11-24T01:00:00Z"),
        List.of());
    PendingPayments pending = balance(late, later, early, soon).pending();
    assertThat(pending.toldAt()).contains(at("2026-11-24T01:00:00Z"));
    assertThat(pending.announcedFor()).contains(at("2026-11-25T18:00:00Z"));
  }

  private static AccountBalance balance(Paid... payments) {
    return AccountBalance.of(MONDAY, List.of(payments), NOW);
  }

  private static Paid paid(Instant paidAt, Instant toldAt, TakenBack... back) {
    return new Paid(ID, new BigDecimal("300"), paidAt, toldAt, Stream.of(back).toList());
  }

  private static Instant at(String instant) {
    return Instant.parse(instant);
  }
}
