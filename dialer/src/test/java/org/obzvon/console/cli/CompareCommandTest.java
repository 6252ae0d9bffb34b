package org.obzvon.console.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.comparison.csv.CsvAccountFile;
import org.obzvon.comparison.csv.CsvReport;
import org.obzvon.comparison.jte.HtmlReport;
import org.obzvon.comparison.json.ComparisonJson;
import org.obzvon.comparison.yaml.YamlRateFile;
import org.obzvon.document.BadInput;
import picocli.CommandLine;

class CompareCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ACCOUNTS = Path.of("src/test/resources/comparison/accounts.csv");
  private static final Path EXPECTED = Path.of("src/test/resources/comparison/expected.json");
  private static final String[] WHOLE = {
    "--window", "30", "--covariate", "prior", "--expected-accounts", "1000", "--weights",
    "HOLD_OUT=1,SMS=1,ROBOT=1,OPERATOR=1", "--json"
  };

  @TempDir
  Path folder;

  /// The file has 240 accounts with shared households, ties, leavers and short following; the numbers are computed with
  /// SciPy from the definitions, apart from this code.
  @Test
  void every_number_of_the_report_agrees_with_an_independent_computation() throws IOException {
    JsonNode report = JSON.readTree(run(ACCOUNTS, WHOLE));
    assertAgrees("", JSON.readTree(EXPECTED.toFile()), report);
    assertThat(report.get("notes").isArray()).isTrue();
  }

  private static void assertAgrees(String path, JsonNode expected, JsonNode actual) {
    assertThat(actual).as(path).isNotNull();
    if (expected.isObject()) {
      expected.properties().forEach(
          field -> assertAgrees(path + "." + field.getKey(), field.getValue(), actual.get(field.getKey())));
    } else if (expected.isArray()) {
      assertThat(actual.size()).as(path).isEqualTo(expected.size());
      for (int index = 0; index < expected.size(); index++) {
        assertAgrees(path + "[" + index + "]", expected.get(index), actual.get(index));
      }
    } else if (expected.isNumber()) {
      double scale = Math.max(1e-3, Math.abs(expected.doubleValue()));
      assertThat(actual.doubleValue()).as(path).isCloseTo(expected.doubleValue(), within(1e-9 * scale));
    } else {
      assertThat(actual).as(path).isEqualTo(expected);
    }
  }

  @Test
  void the_order_of_rows_the_locale_and_the_zone_do_not_show() throws IOException {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    List<String> lines = Files.readAllLines(ACCOUNTS);
    List<String> rows = new ArrayList<>(lines.subList(1, lines.size()));
    Collections.shuffle(rows, new Random(7));
    rows.addFirst(lines.getFirst());
    String plain = run(ACCOUNTS, WHOLE);
    try {
      Locale.setDefault(Locale.of("ru", "RU"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kamchatka"));
      assertThat(run(file(String.join("\n", rows)), WHOLE)).isEqualTo(plain);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void the_order_of_columns_the_separator_and_a_byte_order_mark_do_not_matter() throws IOException {
    String text = "\uFEFFarm;event;time_days;account_id;household_id\r\nA;1;3;1;1\r\nB;0;30;2;2\r\n";
    JsonNode report = JSON.readTree(run(file(text), "--baseline", "A", "--json"));
    assertThat(report.at("/arms/0/paid").intValue()).isEqualTo(1);
    assertThat(report.at("/comparisons/0/difference").doubleValue()).isEqualTo(-1);
  }

  @Test
  void what_cannot_be_computed_is_null_with_a_reason_and_never_left_out() throws IOException {
    String text = "account_id,household_id,arm,event,time_days\n1,1,A,0,30\n2,2,B,0,30\n";
    String report = run(file(text), "--baseline", "A", "--json");
    assertThat(report).doesNotContain("NaN").doesNotContain("Infinity");
    JsonNode pair = JSON.readTree(report).at("/comparisons/0");
    assertThat(pair.get("z").isNull()).isTrue();
    assertThat(pair.at("/anytime/ci").isNull()).isTrue();
    assertThat(pair.at("/amount/difference").isNull()).isTrue();
    assertThat(pair.at("/cost_per_incremental_payer/bounded").booleanValue()).isFalse();
    assertThat(JSON.readTree(report).get("notes"))
        .extracting(JsonNode::textValue)
        .anyMatch(note -> note.equals("comparisons[B against A].amount: the table does not tell amount_paid"))
        .anyMatch(note -> note.startsWith("comparisons[B against A].z, p"))
        .anyMatch(note -> note.startsWith("arms[A].median_days"));
  }

  @Test
  void a_split_that_chance_does_not_explain_withholds_the_result() throws IOException {
    StringBuilder text = new StringBuilder("account_id,household_id,arm,event,time_days\n");
    for (int row = 0; row < 300; row++) {
      text.append(row).append(',').append(row).append(',').append(row < 200 ? "A" : "B").append(",1,3\n");
    }
    Path file = file(text.toString());
    JsonNode report = JSON.readTree(run(file, "--baseline", "A", "--weights", "A=50,B=50", "--json"));
    assertThat(report.at("/sample_ratio/withheld").booleanValue()).isTrue();
    assertThat(report.at("/comparisons/0/difference").isNull()).isTrue();
    assertThat(report.at("/log_rank/chi2").isNull()).isTrue();
    assertThat(run(file, "--baseline", "A", "--weights", "A=50,B=50")).contains("The result is withheld");
  }

  @Test
  void the_text_begins_with_the_verdict_in_words() {
    String text = run(ACCOUNTS, "--window", "30");
    assertThat(text).startsWith("VERDICT\n  ").contains("The robot against no contact: +5.2 to +39.2 payers per 100");
  }

  @Test
  void a_split_broken_within_a_reason_alone_withholds_the_result_whatever_the_order_of_rows() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < 400; row++) {
      boolean first = row % 2 == 0;
      String reason = row < 320 == first ? "FORGOT" : "DISPUTE";
      rows.add(row + "," + row + "," + (first ? "A" : "B") + ",1,3," + reason);
    }
    String[] asked = {"--baseline", "A", "--weights", "A=1,B=1", "--json"};
    String head = "account_id,household_id,arm,event,time_days,reason\n";
    String straight = run(file(head + String.join("\n", rows)), asked);
    JsonNode report = JSON.readTree(straight);
    assertThat(report.at("/sample_ratio/p").doubleValue()).isEqualTo(1);
    assertThat(report.at("/sample_ratio/withheld").booleanValue()).isTrue();
    assertThat(report.at("/comparisons/0/difference").isNull()).isTrue();
    Collections.reverse(rows);
    assertThat(run(file(head + String.join("\n", rows)), asked)).isEqualTo(straight);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "accounts", ".csv"), text);
  }

  static String run(Path file, String... options) {
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(
        new CompareCommand(
            () -> {
              throw new IllegalStateException("a file needs no ledger");
            },
            new CsvAccountFile(), new YamlRateFile(), new ComparisonJson(), new CsvReport(), HtmlReport::new));
    command.setOut(new PrintWriter(out));
    List<BadInput> refused = new ArrayList<>();
    command.setExecutionExceptionHandler(
        (failure, _, _) -> {
          refused.add((BadInput) failure);
          return 2;
        });
    List<String> arguments = new ArrayList<>(List.of("--file", file.toString()));
    arguments.addAll(List.of(options));
    int code = command.execute(arguments.toArray(String[]::new));
    if (!refused.isEmpty()) {
      assertThat(out.toString()).as("output of a refused file").isEmpty();
      throw refused.getFirst();
    }
    assertThat(code).isZero();
    return out.toString();
  }
}
