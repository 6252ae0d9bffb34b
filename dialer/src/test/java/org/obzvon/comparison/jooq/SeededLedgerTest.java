package org.obzvon.comparison.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.obzvon.comparison.jooq.LedgerFixture.LATER;
import static org.obzvon.comparison.jooq.LedgerFixture.START;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.comparison.AccountTable;
import org.obzvon.comparison.CampaignAccounts;
import org.obzvon.comparison.CampaignTally;
import org.obzvon.comparison.ComparisonQuestion;
import org.obzvon.comparison.PayerRule;
import org.obzvon.comparison.RateTable;
import org.obzvon.comparison.Report;
import org.obzvon.contact.Channel;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.Progress;

/// Holds every number of three reports against those of the first implementation, which kept all rows of the ledger in
/// memory. Its numbers are stored in `comparison/seeded-*.txt`, one line each.
@Tag("slow")
class SeededLedgerTest {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");
  /// Of a longer list, such as a curve, only some elements are held.
  private static final int MANY = 60;
  private static final RateTable RATES = new RateTable(
      ZoneId.of("Europe/Chisinau"),
      List.of(period("2026-01-01", "MDL", "0.60"), period("2026-03-20", "MDL", "0.65"),
          period("2026-01-01", "EUR", "0.03")));

  private static DSLContext store;

  private static RateTable.Period period(String from, String currency, String minute) {
    RateTable.CallPrice call = new RateTable.CallPrice(
        new BigDecimal("0.02"), new BigDecimal("0.01"), new BigDecimal("0.1"), new BigDecimal(minute),
        new RateTable.Increment(Duration.ofSeconds(60), Duration.ofSeconds(7)));
    RateTable.Changes changes = new RateTable.Changes(
        Optional.of(new BigDecimal("0.05")), Optional.empty(), Optional.empty(), Optional.of(new BigDecimal("0.7001")),
        Optional.empty(), Optional.of(new BigDecimal("0.31")));
    return new RateTable.Period(
        LocalDate.parse(from), Currency.getInstance(currency),
        new RateTable.Prices(call, new BigDecimal("0.35"), new BigDecimal("3.00"), new BigDecimal("0.013")),
        Map.of(Channel.OPERATOR, changes), Map.of("line1", changes, "gateway1", changes));
  }

  @BeforeAll
  static void the_ledger_is_made() throws IOException {
    store = TestStore.fresh();
    store.execute(resource("seeded-ledger.sql"));
  }

  @ParameterizedTest
  @CsvSource({"1,30,0", "2,21,0.99", "3,30,0.5"})
  void every_number_of_the_report_is_that_of_the_first_implementation(int campaign, int window, BigDecimal payer)
      throws IOException {
    Map<String, String> made = numbers(report("campaign " + campaign, window, new PayerRule(payer)));
    if (Boolean.getBoolean("write")) {
      Files.writeString(Path.of("src/test/resources/comparison/seeded-" + campaign + ".txt"), text(made));
    }
    Map<String, String> stored = stored(campaign);
    assertThat(made.keySet()).containsExactlyElementsOf(stored.keySet());
    stored.forEach((name, value) -> {
      if (isNumber(value) && isNumber(made.get(name))) {
        assertThat(Double.parseDouble(made.get(name))).as(name)
            .isCloseTo(Double.parseDouble(value), within(1e-9 * Math.max(1, Math.abs(Double.parseDouble(value)))));
      } else {
        assertThat(made.get(name)).as(name).isEqualTo(value);
      }
    });
  }

  @Test
  void the_stored_reports_have_a_result_and_one_that_is_withheld() throws IOException {
    assertThat(stored(1)).containsEntry("comparison.sampleRatio.withheld", "false").hasSizeGreaterThan(1000);
    assertThat(stored(3)).containsEntry("comparison.sampleRatio.withheld", "true");
  }

  private static Report report(String campaign, int window, PayerRule payer) {
    Instant now = campaign.endsWith("3") ? START.plus(Duration.ofDays(25)) : LATER;
    CampaignAccounts accounts = new JooqCampaignLedger(store, InstantSource.fixed(now))
        .read(campaign, new CampaignTally.Reading(window, RATES, Optional.empty(), payer), Progress.NONE).orElseThrow();
    return Report.ofCampaign(
        new Report.OfCampaign(accounts, List.of(), List.of()),
        new Report.Asked(
            new ComparisonQuestion("HOLD_OUT", window, accounts.weights(), 5000), OptionalDouble.of(0.05)));
  }

  private static boolean isNumber(String value) {
    return NUMBER.matcher(value).matches();
  }

  private static String text(Map<String, String> numbers) {
    StringBuilder text = new StringBuilder();
    numbers.forEach((name, value) -> text.append(name).append('\t').append(value).append('\n'));
    return text.toString();
  }

  private static Map<String, String> stored(int campaign) throws IOException {
    Map<String, String> stored = new TreeMap<>();
    resource("seeded-" + campaign + ".txt").lines().map(line -> line.split("\t", 2))
        .forEach(line -> stored.put(line[0], line[1]));
    return stored;
  }

  private static String resource(String name) throws IOException {
    try (InputStream file = SeededLedgerTest.class.getResourceAsStream("/comparison/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Returns the values of a record and of the records in it by their paths, but for the table of accounts, whose rows
  /// are in any order.
  private static Map<String, String> numbers(Report report) {
    Map<String, String> numbers = new TreeMap<>();
    put(numbers, "", report);
    return numbers;
  }

  private static void put(Map<String, String> numbers, String path, Object value) {
    switch (value) {
      case AccountTable _ -> {
      }
      case Optional<?> one when one.isPresent() -> put(numbers, path, one.get());
      case OptionalDouble one when one.isPresent() -> put(numbers, path, one.getAsDouble());
      case BigDecimal amount -> numbers.put(path, amount.toPlainString());
      case double[] list -> put(numbers, path, Arrays.stream(list).boxed().toList());
      case List<?> list -> {
        List<Object> all = new ArrayList<>(list);
        for (int index = 0; index < all.size(); index += all.size() > MANY ? MANY / 2 : 1) {
          put(numbers, path + "[" + "%03d".formatted(index) + "]", all.get(index));
        }
        numbers.put(path + ".size", String.valueOf(all.size()));
      }
      case Map<?, ?> map -> map.forEach((key, one) -> put(numbers, path + "{" + key + "}", one));
      case Record one -> putComponents(numbers, path, one);
      default -> numbers.put(path, value.toString().replace("\n", " "));
    }
  }

  private static void putComponents(Map<String, String> numbers, String path, Record one) {
    for (RecordComponent component : one.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        put(numbers, path.isEmpty() ? component.getName() : path + "." + component.getName(),
            component.getAccessor().invoke(one));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
