package org.obzvon.comparison.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.comparison.RateTable;
import org.obzvon.comparison.Touch;
import org.obzvon.contact.Channel;
import org.obzvon.document.BadInput;

class YamlRateFileTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Currency MDL = Currency.getInstance("MDL");
  private static final String PERIOD =
      "currency: MDL, call-minute: 0.60, billing-increment: 60s, sms-segment: 0.35, operator-minute: 3.00}\n";

  @TempDir Path folder;

  @Test
  void the_file_that_is_delivered_is_read() {
    Path delivered = Path.of(System.getProperty("project.root", ".."), "deploy", "rates.yaml");
    RateTable table = new YamlRateFile().read(delivered);
    RateTable.Period period = table.at(NOON, MDL).orElseThrow();
    assertThat(period.prices().callMinute()).isEqualByComparingTo("0.60");
    assertThat(period.increment()).isEqualTo(Duration.ofSeconds(1));
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
    Touch escalated =
        new Touch(
            null, new Touch.By(Channel.ROBOT, "s"), NOON,
            new Touch.Time(Duration.ofSeconds(180), Duration.ofSeconds(120), Duration.ofSeconds(60)), Touch.Text.NONE,
            new Touch.Answer(true, true, false, Optional.empty()));
    // line 3 min, speech 1 min, operator 2 min of talk and 1 of writing
    assertThat(RateTable.cost(escalated, period)).isEqualByComparingTo("11.10");
  }

  @Test
  void a_period_holds_from_midnight_of_its_zone_until_the_next() throws IOException {
    RateTable table =
        read("rates:\n  - {from: 2026-03-02, " + PERIOD.replace("0.60", "0.90") + "  - {from: 2026-03-01, " + PERIOD);
    Instant midnight = Instant.parse("2026-03-01T22:00:00Z");
    assertThat(table.at(midnight.minusSeconds(1), MDL).orElseThrow().prices().callMinute()).isEqualByComparingTo("0.60");
    assertThat(table.at(midnight, MDL).orElseThrow().prices().callMinute()).isEqualByComparingTo("0.90");
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

  private static Touch touch(Channel channel, int seconds, int segments) {
    return new Touch(
        null, new Touch.By(channel, "s"), NOON,
        new Touch.Time(
            Duration.ofSeconds(seconds), Duration.ofSeconds(channel == Channel.OPERATOR ? seconds : 0), Duration.ZERO),
        new Touch.Text(segments, Optional.empty()), new Touch.Answer(seconds > 0, false, false, Optional.empty()));
  }
}
