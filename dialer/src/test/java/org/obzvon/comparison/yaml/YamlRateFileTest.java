package org.obzvon.comparison.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.comparison.ComparedAttempt;
import org.obzvon.comparison.RateTable;
import org.obzvon.contact.Channel;
import org.obzvon.document.BadInput;

class YamlRateFileTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Currency MDL = Currency.getInstance("MDL");
  private static final String PERIOD = "currency: MDL, call-minute: 0.60, billing-increment: 60s, sms-segment: 0.35, operator-minute: 3.00}\n";

  @TempDir
  Path folder;

  @Test
  void the_file_that_is_delivered_is_read() {
    Path delivered = Path.of(System.getProperty("project.root", ".."), "deploy", "rates.yaml");
    RateTable table = new YamlRateFile().read(delivered);
    RateTable.Period period = table.at(NOON, MDL).orElseThrow();
    assertThat(period.prices().call().minute()).isEqualByComparingTo("0.60");
    assertThat(period.prices().call().increment()).isEqualTo(RateTable.Increment.of(Duration.ofSeconds(1)));
  }

  /// Since October 2025 Russian networks charge for each call placed by a machine, and for its label.
  @Test
  void the_delivered_prices_in_roubles_charge_calls_that_a_machine_places_since_october_2025() {
    RateTable table = new YamlRateFile().shipped();
    Currency rub = Currency.getInstance("RUB");
    RateTable.Period before = table.at(LocalDate.of(2025, 9, 30), rub).orElseThrow();
    RateTable.Period since = table.at(LocalDate.of(2025, 10, 1), rub).orElseThrow();
    assertThat(RateTable.cost(touch(Channel.ROBOT, 0, 0), before)).isEqualByComparingTo("0");
    assertThat(RateTable.cost(touch(Channel.ROBOT, 0, 0), since)).isEqualByComparingTo("0.48");
    assertThat(RateTable.cost(touch(Channel.OPERATOR, 0, 0), since)).isEqualByComparingTo("0.24");
  }

  @ParameterizedTest
  @CsvSource({
    "1s, 61, 61", "1+1, 61, 61", "6+6, 1, 6", "6+6, 7, 12", "60s, 61, 120", "60+60, 60, 60", "60+1, 10, 60",
    "60+1, 61, 61",
    "30 + 6, 31, 36", "60+60, 0, 0"
  })
  void a_talk_is_billed_in_a_first_step_and_the_next_ones(String increment, int talk, int billed) throws IOException {
    RateTable.Period period = read("rates:\n  - {from: 2026-01-01, " + PERIOD.replace("60s", "\"" + increment + "\""))
        .at(NOON, MDL)
        .orElseThrow();
    assertThat(period.prices().call().increment().billed(Duration.ofSeconds(talk)))
        .isEqualTo(Duration.ofSeconds(billed));
  }

  @Test
  void a_call_costs_when_it_is_placed_when_it_is_answered_and_by_the_minute() throws IOException {
    String fees = PERIOD.replace("}", ", call-attempt: 0.24, call-label: 0.06, call-answered: 0.50}");
    RateTable.Period period = read("rates:\n  - {from: 2026-01-01, " + fees).at(NOON, MDL).orElseThrow();
    assertThat(RateTable.cost(touch(Channel.ROBOT, 61, 0), period)).isEqualByComparingTo("2.00");
    assertThat(RateTable.cost(touch(Channel.ROBOT, 0, 0), period)).isEqualByComparingTo("0.30");
    ComparedAttempt calledOff = new ComparedAttempt(
        null, new ComparedAttempt.By(Channel.ROBOT, "s"), new ComparedAttempt.Route("l", false), NOON,
        ComparedAttempt.Time.NONE, ComparedAttempt.Text.NONE,
        new ComparedAttempt.Answer(false, false, false, Optional.empty()));
    assertThat(RateTable.cost(calledOff, period)).isEqualByComparingTo("0");
  }

  @Test
  void a_line_goes_before_its_channel_and_the_channel_before_the_usual_prices() throws IOException {
    String differing = PERIOD.replace(
        "}",
        ", channels: {robot: {call-attempt: 0.24, call-minute: 1}, sms: {sms-segment: 0.30}}, lines: {l: {call-minute:"
            + " 2, billing-increment: 1+1}}}");
    RateTable.Period period = read("rates:\n  - {from: 2026-01-01, " + differing).at(NOON, MDL).orElseThrow();
    assertThat(RateTable.cost(touch(Channel.ROBOT, 30, 0), period)).isEqualByComparingTo("1.24");
    assertThat(RateTable.cost(touch(Channel.SMS, 0, 2), period)).isEqualByComparingTo("0.60");
    assertThat(period.of(Channel.ROBOT, "other").call().minute()).isEqualByComparingTo("1");
    assertThat(period.of(Channel.OPERATOR, "other").call().minute()).isEqualByComparingTo("0.60");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "billing-increment: 60s | billing-increment: 0+1 | billing-increment: must be from 1s to 10m",
    "billing-increment: 60s | billing-increment: 60+999 | billing-increment: must be from 1s to 10m",
    "billing-increment: 60s | billing-increment: often | billing-increment",
    "operator-minute: 3.00} | operator-minute: 3.00, call-atempt: 1} | rates[0].call-atempt: is an unknown key",
    "operator-minute: 3.00} | operator-minute: 3.00, call-attempt: -1} | call-attempt: is below zero",
    "operator-minute: 3.00} | operator-minute: 3.00, channels: {fax: {call-minute: 1}}} | rates[0].channels.fax: is no channel",
    "operator-minute: 3.00} | operator-minute: 3.00, lines: {l: {minute: 1}}} | rates[0].lines.l.minute: is an unknown key",
    "operator-minute: 3.00} | operator-minute: 3.00, call-label: 9999999} | call-label: must be at most 1000000"
  })
  void what_is_wrong_is_refused_with_file_line_and_key(String right, String wrong, String message) {
    assertThatThrownBy(() -> read("rates:\n  - {from: 2026-01-01, " + PERIOD.replace(right, wrong)))
        .isInstanceOf(BadInput.class).hasMessageContaining("rates.yaml:3").hasMessageContaining(message);
  }

  @Test
  void the_table_of_the_installation_goes_before_the_one_that_comes_with_the_program() throws IOException {
    Path file = Files.writeString(folder.resolve("own.yaml"), "zone: UTC\nrates:\n  - {from: 2026-01-01, " + PERIOD);
    assertThat(new YamlRateFile(() -> Optional.of(file)).usual().periods()).hasSize(1);
    assertThat(new YamlRateFile().usual()).isEqualTo(new YamlRateFile().shipped());
  }

  @ParameterizedTest
  @ValueSource(strings = {"MDL", "RUB", "RON", "EUR"})
  void the_table_that_comes_with_the_program_has_a_price_in_every_currency_of_the_region(String currency) {
    assertThat(new YamlRateFile().shipped().at(NOON, Currency.getInstance(currency))).isPresent();
  }

  @Test
  void a_call_is_billed_in_whole_steps_and_an_operator_by_his_talk() throws IOException {
    RateTable.Period period = read("rates:\n  - {from: 2026-01-01, " + PERIOD).at(NOON, MDL).orElseThrow();
    assertThat(RateTable.cost(touch(Channel.ROBOT, 61, 0), period)).isEqualByComparingTo("1.20");
    assertThat(RateTable.cost(touch(Channel.ROBOT, 0, 0), period)).isEqualByComparingTo("0");
    assertThat(RateTable.cost(touch(Channel.OPERATOR, 90, 0), period)).isEqualByComparingTo("5.70");
    assertThat(RateTable.cost(touch(Channel.SMS, 0, 2), period)).isEqualByComparingTo("0.70");
  }

  @Test
  void speech_costs_until_an_operator_takes_over_and_his_wrap_up_costs_as_his_talk() throws IOException {
    String speech = PERIOD.replace("}", ", speech-minute: 0.30}");
    RateTable.Period period = read("rates:\n  - {from: 2026-01-01, " + speech).at(NOON, MDL).orElseThrow();
    assertThat(RateTable.cost(touch(Channel.ROBOT, 90, 0), period)).isEqualByComparingTo("1.65");
    assertThat(RateTable.cost(touch(Channel.OPERATOR, 90, 0), period)).isEqualByComparingTo("5.70");
    ComparedAttempt escalated = new ComparedAttempt(
        null, new ComparedAttempt.By(Channel.ROBOT, "s"), new ComparedAttempt.Route("l", true), NOON,
        new ComparedAttempt.Time(Duration.ofSeconds(180), Duration.ofSeconds(120), Duration.ofSeconds(60)),
        ComparedAttempt.Text.NONE,
        new ComparedAttempt.Answer(true, true, false, Optional.empty()));
    // line 3 min, speech 1 min, operator 2 min of conversation and 1 of wrap-up
    assertThat(RateTable.cost(escalated, period)).isEqualByComparingTo("11.10");
  }

  @Test
  void a_period_holds_from_midnight_of_its_zone_until_the_next() throws IOException {
    RateTable table = read(
        "rates:\n  - {from: 2026-03-02, " + PERIOD.replace("0.60", "0.90") + "  - {from: 2026-03-01, " + PERIOD);
    Instant midnight = Instant.parse("2026-03-01T22:00:00Z");
    assertThat(table.at(midnight.minusSeconds(1), MDL).orElseThrow().prices().call().minute())
        .isEqualByComparingTo("0.60");
    assertThat(table.at(midnight, MDL).orElseThrow().prices().call().minute()).isEqualByComparingTo("0.90");
    assertThat(table.at(midnight.minus(Duration.ofDays(2)), MDL)).isEmpty();
  }

  @Test
  void a_price_below_zero_an_unknown_key_and_a_day_twice_are_refused() {
    assertThatThrownBy(() -> read("rates:\n  - {from: 2026-01-01, " + PERIOD.replace("0.35", "-0.35")))
        .isInstanceOf(BadInput.class).hasMessageContaining("rates.yaml:3").hasMessageContaining("sms-segment");
    assertThatThrownBy(() -> read("rates:\n  - {from: 2026-01-01, minute: 1, " + PERIOD))
        .isInstanceOf(BadInput.class).hasMessageContaining("unknown key");
    assertThatThrownBy(() -> read("rates:\n  - {from: 2026-01-01, " + PERIOD + "  - {from: 2026-01-01, " + PERIOD))
        .isInstanceOf(BadInput.class).hasMessageContaining("two periods");
  }

  private RateTable read(String rates) throws IOException {
    Path file = folder.resolve("rates.yaml");
    Files.writeString(file, "zone: Europe/Chisinau\n" + rates);
    return new YamlRateFile().read(file);
  }

  private static ComparedAttempt touch(Channel channel, int seconds, int segments) {
    return new ComparedAttempt(
        null, new ComparedAttempt.By(channel, "s"), new ComparedAttempt.Route("l", true), NOON,
        new ComparedAttempt.Time(
            Duration.ofSeconds(seconds), Duration.ofSeconds(channel == Channel.OPERATOR ? seconds : 0), Duration.ZERO),
        new ComparedAttempt.Text(segments, Optional.empty()),
        new ComparedAttempt.Answer(seconds > 0, false, false, Optional.empty()));
  }
}
