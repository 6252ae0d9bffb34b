package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.junit.jupiter.api.Test;

class OperatorLoadTest {
  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  private static final Currency MDL = Currency.getInstance("MDL");
  private static final RateTable RATES = new RateTable(
      ZoneOffset.UTC,
      List.of(
          new RateTable.Period(
              LocalDate.of(2026, 1, 1), MDL,
              new RateTable.Prices(
                  RateTable.CallPrice.ofMinute(BigDecimal.ONE, RateTable.Increment.of(Duration.ofSeconds(1))),
                  BigDecimal.ONE, new BigDecimal("3.00"), BigDecimal.ZERO),
              Map.of(), Map.of())));
  private static final UUID PAYER = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static final Map<UUID, AccountFollowUp> FOLLOWED = Map.of(PAYER,
      followed(PAYER, Optional.of(NINE.plusSeconds(86_400))), OTHER, followed(OTHER, Optional.empty()));

  @Test
  void talk_and_wrap_up_are_summed_and_held_against_the_time_he_was_there() {
    OperatorLoad load = only(turn("Ion", PAYER, 0, 120, 60), turn("Ion", OTHER, 1800, 240, 180));
    assertThat(load.turns()).isEqualTo(new OperatorLoad.Turns(2, 2, 1));
    assertThat(load.spent().talk()).isEqualTo(Duration.ofMinutes(6));
    assertThat(load.spent().wrapUp()).isEqualTo(Duration.ofMinutes(4));
    assertThat(load.spent().present()).isEqualTo(Duration.ofSeconds(1800 + 10 + 240 + 180));
    assertThat(load.spent().busy()).isCloseTo(600.0 / 2230, within(1e-12));
    assertThat(load.cost()).hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("30"));
  }

  @Test
  void an_account_counts_once_for_each_operator_and_paid_only_after_his_turn() {
    OperatorLoad load = only(turn("Ion", PAYER, 0, 60, 0), turn("Ion", PAYER, 900, 60, 0),
        turn("Ion", OTHER, 1800, 60, 0));
    assertThat(load.accounts()).isEqualTo(new WorkResults(2, 2, 0, 1));
    OperatorLoad late = only(turn("Ion", PAYER, 2 * 86_400, 60, 0));
    assertThat(late.accounts()).isEqualTo(new WorkResults(1, 1, 0, 0));
  }

  @Test
  void a_turn_that_he_missed_is_load_but_no_talk() {
    OperatorTurn missed = new OperatorTurn(
        "Ana", PAYER,
        new OperatorTurn.Times(NINE, Optional.empty(), Optional.of(NINE.plusSeconds(20)), Optional.empty()),
        new OperatorTurn.Result(false, false));
    OperatorLoad load = only(missed);
    assertThat(load.turns()).isEqualTo(new OperatorLoad.Turns(1, 0, 1));
    assertThat(load.spent().talk()).isZero();
    assertThat(load.accounts()).isEqualTo(WorkResults.NONE);
  }

  @Test
  void a_turn_without_a_price_leaves_the_cost_unknown() {
    OperatorTurn elsewhere = turn("Ion", UUID.randomUUID(), 0, 60, 0);
    assertThat(only(elsewhere).cost()).isEmpty();
    assertThat(only(elsewhere).turns().answered()).isEqualTo(1);
  }

  @Test
  void operators_stand_in_the_order_of_their_names() {
    assertThat(loads(turn("Ion", PAYER, 0, 1, 0), turn("Ana", OTHER, 0, 1, 0)))
        .extracting(OperatorLoad::operator).containsExactly("Ana", "Ion");
  }

  private static List<OperatorLoad> loads(OperatorTurn... turns) {
    OperatorTallies tallies = new OperatorTallies(new AttemptPrices(RATES));
    tallies.add(List.of(turns), FOLLOWED);
    return tallies.loads();
  }

  private static OperatorLoad only(OperatorTurn... turns) {
    List<OperatorLoad> loads = loads(turns);
    assertThat(loads).hasSize(1);
    return loads.getFirst();
  }

  private static OperatorTurn turn(String operator, UUID account, int second, int talk, int wrapUp) {
    Instant rang = NINE.plusSeconds(second);
    Instant answered = rang.plusSeconds(10);
    Instant ended = answered.plusSeconds(talk);
    return new OperatorTurn(
        operator, account,
        new OperatorTurn.Times(rang, Optional.of(answered), Optional.of(ended), Optional.of(ended.plusSeconds(wrapUp))),
        new OperatorTurn.Result(true, false));
  }

  private static AccountFollowUp followed(UUID account, Optional<Instant> paid) {
    Enrolled enrolled = new Enrolled(
        account, account, new Enrolled.Arm("OPERATOR", "OPERATOR=1"), "s",
        new Enrolled.Debt(BigDecimal.TEN, MDL, false, Optional.empty()), NINE.minusSeconds(3600));
    List<HouseholdHistory.Payment> payments = paid.stream()
        .map(at -> new HouseholdHistory.Payment(BigDecimal.TEN, at, at))
        .toList();
    return new AccountFollowUp(
        enrolled, AccountFollowUp.Standing.FOLLOWED,
        new AccountRow.End(paid.isPresent() ? FollowUpEnd.PAID : FollowUpEnd.CENSORED, 1),
        new CampaignAccounts.Sums(BigDecimal.ZERO, Optional.empty()),
        new AccountFollowUp.Steps(true, true, true, false, false),
        new AccountFollowUp.Seen(payments, List.of(), List.of(), paid));
  }
}
