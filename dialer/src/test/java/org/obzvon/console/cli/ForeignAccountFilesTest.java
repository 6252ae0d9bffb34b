package org.obzvon.console.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.document.BadInput;

/// Tests `compare --file` with the columns, words, encoding and numbers of a foreign spreadsheet.
class ForeignAccountFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path MAPPING = Path.of(System.getProperty("project.root", ".."), "deploy", "examples",
      "accounts-mapping.yaml");
  private static final String HEAD = "Лицевой счёт;Плательщик;Группа;Назначен;Оплатил;Сумма оплаты;Долг;Расход;Дозвон;Комментарий\n";

  @TempDir
  Path folder;

  @Test
  void a_spreadsheet_in_windows_1251_with_decimal_commas_is_read_by_a_mapping() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int account = 0; account < 40; account++) {
      boolean robot = account % 2 == 0;
      boolean pays = account % 5 < (robot ? 3 : 1);
      rows.add(
          "10010" + account + ";кв. " + account + ";" + (robot ? "Робот" : "Без контакта") + ";02.03.2026;"
              + (pays ? "12.03.2026;1 250,50" : ";0") + ";1 250,50;" + (robot ? "0,48" : "0") + ";"
              + (robot ? "да" : "нет")
              + ";звонили");
    }
    Path file = folder.resolve("accounts.csv");
    Files.writeString(file, HEAD + String.join("\n", rows) + "\n", Charset.forName("windows-1251"));
    JsonNode report = JSON.readTree(CompareCommandTest.run(file, "--mapping", MAPPING.toString(), "--json"));
    assertThat(report.at("/arms/0/arm").textValue()).isEqualTo("HOLD_OUT");
    assertThat(report.at("/arms/0/paid").intValue()).isEqualTo(4);
    assertThat(report.at("/arms/1/paid").intValue()).isEqualTo(12);
    assertThat(report.at("/arms/1/amount_mean").doubleValue()).isEqualTo(750.3);
    assertThat(report.at("/arms/1/cost_mean").doubleValue()).isEqualTo(0.48);
    assertThat(report.at("/arms/1/survival/0/day").doubleValue()).isEqualTo(10);
    assertThat(report.get("notes")).extracting(JsonNode::textValue)
        .contains("payers: accounts that paid at least 0.99 of their debt")
        .noneMatch(note -> note.contains("Комментарий"));
  }

  /// Spreadsheets write account numbers in several forms; a repeated account is found in each of them.
  @Test
  void an_account_of_digits_with_point_zero_is_the_same_account() throws IOException {
    Path file = file("account_id,household_id,arm\n100101,1,A\n100101.0,1,A\n");
    assertThatThrownBy(() -> CompareCommandTest.run(file, "--baseline", "A"))
        .hasMessageContaining("account_id: stands on an earlier line already");
    Path lost = file("account_id,household_id,arm\n1.001E+11,1,A\n");
    assertThatThrownBy(() -> CompareCommandTest.run(lost, "--baseline", "A")).hasMessageContaining("has lost digits");
  }

  @Test
  void a_quotation_mark_that_is_never_closed_takes_nothing_from_other_lines_and_is_told() throws IOException {
    Path file = file("account_id;household_id;arm;reason\n1;1;A;\"ул. Мира\n2;2;A;x\n3;3;B;y\n");
    JsonNode report = JSON.readTree(CompareCommandTest.run(file, "--baseline", "A", "--json"));
    assertThat(report.at("/arms/0/accounts").intValue()).isEqualTo(2);
    assertThat(report.get("notes")).extracting(JsonNode::textValue)
        .anyMatch(note -> note.contains("line 2") && note.contains("never closed"));
  }

  @Test
  void who_paid_too_little_of_the_debt_is_no_payer_unless_any_payment_counts() throws IOException {
    Path file = file(
        "account_id,household_id,arm,event,time_days,amount_paid,debt\n1,1,A,1,3,98.99,100\n2,2,A,1,3,99,100\n"
            + "3,3,B,0,30,0,100\n");
    JsonNode report = JSON.readTree(CompareCommandTest.run(file, "--baseline", "A", "--json"));
    assertThat(report.at("/arms/0/paid").intValue()).isEqualTo(1);
    report = JSON.readTree(CompareCommandTest.run(file, "--baseline", "A", "--payer", "0", "--json"));
    assertThat(report.at("/arms/0/paid").intValue()).isEqualTo(2);
    report = JSON.readTree(CompareCommandTest.run(file, "--baseline", "A", "--payer", "1", "--json"));
    assertThat(report.at("/arms/0/paid").intValue()).isZero();
  }

  @Test
  void without_an_event_the_debt_and_what_was_paid_tell_who_paid() throws IOException {
    Path file = file("account_id,household_id,arm,amount_paid,debt\n1,1,A,100,100\n2,2,A,10,100\n3,3,B,0,100\n");
    JsonNode report = JSON.readTree(CompareCommandTest.run(file, "--baseline", "A", "--json"));
    assertThat(report.at("/arms/0/paid").intValue()).isEqualTo(1);
    assertThat(report.at("/arms/0/survival").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "account_id,household_id,arm,event,paid_on~1,1,A,1,2026-03-02|1|stands beside days such as paid_on",
    "account_id,household_id,arm,paid_on~1,1,A,2026-03-02|1|assigned_on: is missing beside the other days",
    "account_id,household_id,arm,debt~1,1,A,5|1|amount_paid: is missing, yet there is a column debt",
    "account_id,household_id,arm,assigned_on,paid_on~1,1,A,2026-03-02,2026-03-01|2|paid_on: is before assigned_on",
    "account_id,household_id,arm,assigned_on,paid_on~1,1,A,2026-03-02,32.03.2026|2|is not a date such as 2026-11-22",
    "account_id,household_id,arm,assigned_on,paid_on~1,1,A,,2026-03-01|2|assigned_on: is empty",
    "account_id;household_id;arm;amount_paid~1;1;A;12 руб 5x|2|amount_paid: '12 руб 5x' is not an amount"
  })
  void what_cannot_be_read_stops_with_line_column_and_reason(String text, int line, String message) throws IOException {
    Path file = file(text.replace('~', '\n') + "\n");
    assertThatThrownBy(() -> CompareCommandTest.run(file, "--baseline", "A"))
        .isInstanceOfSatisfying(BadInput.class, bad -> {
          assertThat(bad.problems().getFirst().line()).isEqualTo(line);
          assertThat(bad).hasMessageContaining(message);
        });
  }

  @Test
  void a_mapping_to_a_column_that_there_is_not_is_refused_with_its_line() throws IOException {
    Path file = file("account_id,household_id,arm\n1,1,A\n");
    String wrong = mapping("columns:\n  Лицевой счёт: account id\n  Сумма: balance\n");
    assertThatThrownBy(() -> CompareCommandTest.run(file, "--baseline", "A", "--mapping", wrong))
        .isInstanceOf(BadInput.class).hasMessageContaining("mapping.yaml:3").hasMessageContaining("balance");
    assertThatThrownBy(() -> CompareCommandTest.run(file, "--baseline", "A", "--payer", "0.5"))
        .hasMessageContaining("--payer asks for a share of it");
  }

  private String mapping(String text) throws IOException {
    return Files.writeString(folder.resolve("mapping.yaml"), text).toString();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "accounts", ".csv"), text);
  }
}
