package org.obzvon.console.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.document.BadInput;

/// Tests hand-made tables of accounts: which are read as meant, and which are refused with line, column and reason.
class OddAccountFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "1,1,A,7,3,0|2|event|must be 0",
    "1,1,A,1,x,0|2|time_days|must be a number",
    "1,1,A,1,-1,0|2|time_days|below zero",
    "1,1,A,1,NaN,0~2,2,A,1,3,0|2|time_days|is empty",
    "1,1,A,1,3,-5|2|amount_paid|below zero",
    "1,1,A,1,3,~2,2,A,1,3,5|2|amount_paid|is empty",
    "1,1,A,1,3,5~2,2,A,1,,5|3|time_days|is empty",
    "1,1,A,,3,5~2,2,A,1,3,5|2|event|is empty",
    "1,1,A,1,3,1e16|2|amount_paid|changed by a spreadsheet",
    "1,1,A,1,-,1~2,2,A,1,3,0|2|time_days|is empty",
    "1,1,A,1,0x10,1|2|time_days|must be a number",
    "1,1,,1,3,0|2|arm|is empty",
    "1,,A,1,3,0|2|household_id|is empty",
    "1,1,A,1,3|2||has 5 cells",
    "1,1,A,1,3,0~1,1,A,1,3,0|3|account_id|earlier line"
  })
  void a_bad_row_stops_with_line_column_and_reason(String rows, int line, String column, String reason)
      throws IOException {
    Path file = file("account_id,household_id,arm,event,time_days,amount_paid\n" + rows.replace('~', '\n') + "\n");
    assertThatThrownBy(() -> run(file, "--baseline", "A", "--json"))
        .isInstanceOfSatisfying(BadInput.class, bad -> {
          assertThat(bad.problems()).hasSize(1);
          assertThat(bad.problems().getFirst().line()).isEqualTo(line);
          assertThat(bad.problems().getFirst().where()).isEqualTo(column == null ? "" : column);
          assertThat(bad.problems().getFirst().what()).contains(reason);
        });
  }

  @Test
  void a_header_without_a_required_column_or_with_one_twice_is_refused() throws IOException {
    Path file = file("account_id,arm,arm\n1,A,A\n");
    assertThatThrownBy(() -> run(file, "--json"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("'household id': is a required column and is missing")
        .hasMessageContaining("'arm': stands for the column 'arm' a second time");
  }

  @Test
  void a_baseline_or_a_weight_that_fits_no_arm_is_refused() throws IOException {
    Path file = file("account_id,household_id,arm\n1,1,A\n2,2,B\n");
    assertThatThrownBy(() -> run(file, "--baseline", "C")).hasMessageContaining("no account is in the arm 'C'");
    assertThatThrownBy(() -> run(file, "--baseline", "A", "--weights", "A=1")).hasMessageContaining("missing: B");
    assertThatThrownBy(() -> run(file, "--baseline", "A", "--weights", "A=0,B=1")).hasMessageContaining("--weights");
  }

  @Test
  void a_file_whose_encoding_is_not_clear_is_refused() throws IOException {
    Path file = folder.resolve("cp1251.csv");
    Files.writeString(file, "account_id,household_id,arm\n1,1,\u0420", Charset.forName("windows-1251"));
    assertThatThrownBy(() -> run(file, "--baseline", "A")).isInstanceOf(BadInput.class).hasMessageContaining("UTF-8");
  }

  @Test
  void a_decimal_comma_is_read_where_commas_do_not_separate() throws IOException {
    String text = "account_id;household_id;arm;amount_paid\n1;1;A;12,50\n2;2;A;7.5\n";
    JsonNode report = JSON.readTree(run(file(text), "--baseline", "A", "--json"));
    assertThat(report.at("/arms/0/amount_mean").doubleValue()).isEqualTo(10);
    for (String bad : List.of("1,2,3", "12,5,0")) {
      Path file = file("account_id;household_id;arm;amount_paid\n1;1;A;" + bad + "\n");
      assertThatThrownBy(() -> run(file, "--baseline", "A"))
          .hasMessageContaining("amount_paid: '" + bad + "' is not an amount");
    }
    Path grouped = file("account_id;household_id;arm;amount_paid\n1;1;A;1.234,50\n2;2;A;\"1 234,50\"\n3;3;B;12,345\n");
    assertThat(JSON.readTree(run(grouped, "--baseline", "A", "--json")).at("/arms/0/amount_mean").doubleValue())
        .isEqualTo(1234.5);
    Path quoted = file("account_id,household_id,arm,amount_paid\n1,1,A,\"12,50\"\n");
    assertThat(JSON.readTree(run(quoted, "--baseline", "A", "--json")).at("/arms/0/amount_mean").doubleValue())
        .isEqualTo(12.5);
    Path unclear = file("account_id,household_id,arm,amount_paid\n1,1,A,\"12,345\"\n");
    assertThatThrownBy(() -> run(unclear, "--baseline", "A")).hasMessageContaining("may mean thousands or a fraction");
  }

  @Test
  void an_optional_column_without_any_value_is_as_good_as_absent_and_said_so() throws IOException {
    String text = "account_id,household_id,arm,event,time_days,amount_paid,contact_cost,reached,reason\n"
        + "1,1,A,,,,,,\n2,2,B,,,,,,\n";
    JsonNode report = JSON.readTree(run(file(text), "--baseline", "A", "--json"));
    assertThat(report.at("/arms/0/rate").isNull()).isTrue();
    assertThat(report.at("/comparisons/0/by_reason/segments").isNull()).isTrue();
    assertThat(report.get("notes")).extracting(JsonNode::textValue)
        .contains("file: the column 'event' is empty", "file: the column 'reason' is empty",
            "arms[A].amount_mean: the table does not tell amount_paid");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "accounts", ".csv"), text);
  }

  private static String run(Path file, String... options) {
    return CompareCommandTest.run(file, options);
  }
}
