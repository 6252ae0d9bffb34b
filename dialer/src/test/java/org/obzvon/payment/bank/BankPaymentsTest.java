package org.obzvon.payment.bank;

import org.obzvon.payment.PaymentFormat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.document.BadInput;
import org.obzvon.document.Sentence;
import org.obzvon.payment.PaidAt;
import org.obzvon.payment.PaymentRow;
import org.obzvon.register.Finding;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;
import org.obzvon.register.RowResult;

class BankPaymentsTest {
  private static final Currency RUB = Currency.getInstance("RUB");
  private static final Currency MDL = Currency.getInstance("MDL");
  private static final Charset WINDOWS = Charset.forName("windows-1251");
  @TempDir
  private Path folder;

  private static Path file(String name) {
    return Path.of("src/test/resources/cases", name);
  }

  private record Payments(Sentence form, List<PaymentRow> rows, List<Integer> lines, List<Finding> rejected,
      int read) {}

  private static Payments read(Path file) {
    return read(file, BankPayments.format(file).orElseThrow(), Mapping.NONE, Optional.empty());
  }

  private static Payments read(Path file, PaymentFormat format, Mapping mapping, Optional<ZoneId> zone) {
    BankPayments payments = BankPayments.open(file, format, mapping, zone);
    List<RowResult<PaymentRow>> results = new ArrayList<>();
    payments.read(results::add, Progress.NONE);
    List<PaymentRow> rows = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    List<Finding> rejected = new ArrayList<>();
    for (RowResult<PaymentRow> result : results) {
      switch (result) {
        case RowResult.Accepted<PaymentRow>(int line, PaymentRow row, List<Finding> remarks) -> {
          assertThat(remarks).isEmpty();
          rows.add(row);
          lines.add(line);
        }
        case RowResult.Rejected<PaymentRow>(List<Finding> reasons) -> rejected.addAll(reasons);
        case RowResult.NoRow<PaymentRow>(Finding remark) -> throw new AssertionError(remark);
      }
    }
    return new Payments(payments.form(), rows, lines, rejected, results.size());
  }

  private Payments read(String text, Charset charset) throws IOException {
    return read(Files.write(folder.resolve("statement"), text.getBytes(charset)));
  }

  private Payments read(String text) throws IOException {
    return read(text, StandardCharsets.UTF_8);
  }

  private static String text(String name, Charset charset) throws IOException {
    return Files.readString(file(name), charset);
  }

  private static PaymentRow paid(String id, String account, String amount, Currency currency, PaidAt at) {
    return new PaymentRow(id, account, new BigDecimal(amount), Optional.of(currency), at);
  }

  private static PaidAt day(String day) {
    return new PaidAt.Day(LocalDate.parse(day));
  }

  private static void addsUp(Payments read) {
    assertThat(read.read()).isEqualTo(read.rows().size() + read.rejected().size());
  }

  // --- Sberbank

  @Test
  void a_register_of_sberbank_gives_its_payments() {
    Payments read = read(file("bank-sberbank-1251.txt"));
    assertThat(read.rows())
        .containsExactly(
            paid("303001018VEZS", "100101", "650.00", RUB,
                new PaidAt.Local(LocalDateTime.parse("2026-11-26T10:14:32"))),
            paid("303001019VEZS", "100102", "290.00", RUB,
                new PaidAt.Local(LocalDateTime.parse("2026-11-26T11:02:05"))));
    assertThat(read.lines()).containsExactly(1, 2);
    assertThat(read.rejected()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "KOI8-R", "IBM866", "windows-1251"})
  void a_register_of_sberbank_is_read_in_every_encoding_of_the_bank(String charset) throws IOException {
    String text = text("bank-sberbank-1251.txt", WINDOWS);
    assertThat(read(text, Charset.forName(charset)).rows()).isEqualTo(read(file("bank-sberbank-1251.txt")).rows());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "=2;940,00 | =3;940,00 | tells 3 as a total",
    "=2;940,00 | =2;941,00 | tells 941,00 as a total",
    "921,20    | 921,21    | tells 921,21 as a total",
    "650,00;637,00;13,00 | 65,00;52,00;13,00 | come to 355.00",
    "=2;       | 26-11     | missing"})
  void a_register_of_sberbank_whose_totals_do_not_agree_is_refused(String old, String wrong, String message)
      throws IOException {
    String text = text("bank-sberbank-1251.txt", WINDOWS).replace(old, wrong);
    assertThatThrownBy(() -> read(text)).isInstanceOf(BadInput.class).hasMessageContaining(message);
  }

  @Test
  void a_register_of_sberbank_without_its_last_line_is_refused() throws IOException {
    String text = text("bank-sberbank-1251.txt", WINDOWS);
    assertThatThrownBy(() -> read(text.substring(0, text.indexOf("=2;")))).isInstanceOf(BadInput.class)
        .hasMessageContaining("=…; is missing");
  }

  @Test
  void a_row_of_sberbank_that_does_not_add_up_is_rejected_with_its_line() throws IOException {
    Payments read = read(
        """
            26-11-2026;10-14-32;8601;8601;A1;100101;ТЕСТОВ;УЛ МИРА;11.26;650,00;600,00;13,00
            26-11-2026;25-02-05;8601;8601;A2;100102;ПРОБИН;УЛ МИРА;11.26;290,00;284,20;5,80
            26-11-2026;11-02-05;8601;8601;A3;;ПРОБИН;УЛ МИРА;11.26;290,00;284,20;5,80
            26-11-2026;11-02-05;8601;8601;A4;100104;ПРОБИН;УЛ МИРА;11.26;ещё;кв. 7;290,00;284,20;5,80
            =4;1520,00;1452,60;30,40;1234;27-11-2026
            """);
    assertThat(read.rejected()).extracting(Finding::line).containsExactly(1, 2, 3);
    assertThat(read.rows()).extracting(PaymentRow::account).containsExactly("100104");
    addsUp(read);
  }

  // --- 1C

  @Test
  void a_client_bank_exchange_gives_its_incoming_documents() {
    Payments read = read(file("bank-1c-client-exchange.txt"));
    assertThat(read.rows()).singleElement().satisfies(row -> {
      assertThat(row.account()).isEqualTo("100101");
      assertThat(row.amount()).isEqualByComparingTo("650.00");
      assertThat(row.currency()).contains(RUB);
      assertThat(row.paidAt()).isEqualTo(day("2026-11-26"));
      assertThat(row.externalId()).startsWith("digest:");
    });
    assertThat(read.lines()).containsExactly(10);
    assertThat(read.rejected()).isEmpty();
  }

  private static String exchange(String charset, String documents) {
    return "1CClientBankExchange\r\nВерсияФормата=1.03\r\nКодировка=" + charset
        + "\r\nРасчСчет=40702810000000000001\r\n" + documents + "КонецФайла\r\n";
  }

  private static String document(String number, String more) {
    return "СекцияДокумент=Платежное поручение\r\nНомер=" + number + "\r\nДата=26.11.2026\r\nСумма=650.00\r\n" + more
        + "КонецДокумента\r\n";
  }

  private static String incoming(String purpose) {
    return "ПлательщикСчет=40817810000000000001\r\nПолучательСчет=40702810000000000001\r\nДатаПоступило=26.11.2026\r\nНазначениеПлатежа="
        + purpose + "\r\n";
  }

  @Test
  void a_client_bank_exchange_in_dos_letters_gives_the_same_ids() throws IOException {
    String windows = exchange("Windows", document("15", incoming("Оплата за интернет, л/с 100101")));
    List<PaymentRow> rows = read(windows, WINDOWS).rows();
    assertThat(read(windows.replace("=Windows", "=DOS"), Charset.forName("IBM866")).rows()).isEqualTo(rows);
    assertThat(read(windows, StandardCharsets.UTF_8).rows()).isEqualTo(rows);
  }

  @Test
  void documents_that_are_no_payments_are_rejected_with_their_reason() throws IOException {
    String out = "ПлательщикСчет=40702810000000000001\r\nПолучательСчет=40702810000000000777\r\nДатаСписано=26.11.2026\r\nНазначениеПлатежа=Аренда, договор 5\r\n";
    Payments read = read(
        exchange(
            "Windows",
            document("1", out) + document("2", incoming("Без номера")) + document("3", incoming("л/с 1 и л/с 2"))
                + document("4", incoming("л/с 100101")) + document("4", incoming("л/с 100101"))),
        WINDOWS);
    assertThat(read.rejected())
        .extracting(finding -> finding.reason().code())
        .containsExactly("bank.outgoing", "bank.no-account", "bank.several-accounts", "bank.twice");
    assertThat(read.rows()).extracting(PaymentRow::account).containsExactly("100101");
    addsUp(read);
  }

  @Test
  void a_client_bank_exchange_that_ends_too_early_or_tells_another_sum_is_refused() {
    String whole = exchange("Windows", document("4", incoming("л/с 100101")));
    assertThatThrownBy(() -> read(whole.replace("КонецФайла", ""), WINDOWS)).hasMessageContaining("КонецФайла");
    assertThatThrownBy(() -> read(whole.replace("КонецДокумента\r\n", ""), WINDOWS))
        .hasMessageContaining("before the last one has ended");
    String account = "СекцияРасчСчет\r\nРасчСчет=40702810000000000001\r\nВсегоПоступило=%s\r\nКонецРасчСчет\r\n";
    assertThatThrownBy(() -> read(exchange("Windows", account.formatted("651.00") + document("4", incoming("л/с 1"))),
        WINDOWS))
        .isInstanceOf(BadInput.class).hasMessageContaining("651.00");
  }

  // --- MT940

  @Test
  void an_mt940_statement_gives_its_credits() {
    Payments read = read(file("bank-mt940.sta"));
    assertThat(read.rows()).containsExactly(paid("MD26112600001", "200101", "180.00", MDL, day("2026-11-26")));
    assertThat(read.lines()).containsExactly(5);
    assertThat(read.rejected()).isEmpty();
  }

  private static String mt940(String entries, String close) {
    return ":20:START\r\n:25:AGRNMD2X/1\r\n:28C:1/1\r\n:60F:C261126MDL1000,00\r\n" + entries + ":62F:" + close
        + "\r\n-\r\n";
  }

  @Test
  void marks_of_mt940_decide_what_is_a_payment_and_what_takes_one_back() throws IOException {
    Payments read = read(
        mt940(
            ":61:2611261126C180,00NTRF100//R1\r\n:86:contract 200101\r\n"
                + ":61:261126D50,NCHGNONREF//R2\r\n:86:comision\r\n"
                + ":61:2611271127RC180,00NTRF100//R1\r\n:86:storno contract 200101\r\n"
                + ":61:261127RD50,00NCHGNONREF\r\n:86:storno comision contract 200101\r\n"
                + ":61:261127CL20,00NTRFNONREF//NONREF\r\n:86:abonament, contract nr.\r\n200102 Pop\r\n"
                + ":61:261127C20,00NTRFNONREF\r\n:86:plata cont client 200103\r\n",
            "C261127MDL1040,00"));
    assertThat(read.rows()).extracting(PaymentRow::account).containsExactly("200101", "200101", "200102", "200103");
    assertThat(read.rows()).extracting(row -> row.amount().toPlainString())
        .containsExactly("180.00", "-180.00", "20.00", "20.00");
    assertThat(read.rows()).extracting(PaymentRow::externalId).startsWith("R1", "R1")
        .filteredOn(id -> id.startsWith("digest:")).hasSize(2).doesNotHaveDuplicates();
    assertThat(read.rejected()).extracting(finding -> finding.reason().code())
        .containsExactly("bank.outgoing", "bank.refund");
    addsUp(read);
  }

  @Test
  void two_entries_that_say_the_same_are_two_payments_with_ids_that_stay() throws IOException {
    String entry = ":61:261127C20,00NTRFNONREF\r\n:86:contract 200103\r\n";
    String text = mt940(entry + entry, "C261127MDL1040,00");
    List<String> ids = read(text).rows().stream().map(PaymentRow::externalId).toList();
    assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    assertThat(read(text).rows()).extracting(PaymentRow::externalId).isEqualTo(ids);
    assertThat(read(mt940(entry, "C261127MDL1020,00")).rows()).extracting(PaymentRow::externalId)
        .containsExactly(ids.getFirst());
  }

  @Test
  void an_mt940_statement_whose_entries_do_not_join_its_balances_is_refused() throws IOException {
    String text = text("bank-mt940.sta", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> read(text.replace("C180,00", "C1800,00"))).isInstanceOf(BadInput.class)
        .hasMessageContaining("as a total");
    assertThatThrownBy(() -> read(text.substring(0, text.indexOf(":62F:")))).isInstanceOf(BadInput.class)
        .hasMessageContaining(":62F:");
    assertThatThrownBy(() -> read(text.replace(":61:26", ":61:x"))).isInstanceOf(BadInput.class)
        .hasMessageContaining("cannot be read");
  }

  // --- camt.053

  private static String camt(String inside) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt>\n"
        + inside + "\n</Stmt></BkToCstmrStmt></Document>\n";
  }

  private static String entry(String amount, String mark, String more) {
    return "<Ntry><Amt Ccy=\"MDL\">" + amount + "</Amt><CdtDbtInd>" + mark
        + "</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-26</Dt></BookgDt>" + more + "</Ntry>\n";
  }

  private static String detail(String reference, String amount, String purpose) {
    return "<TxDtls><Refs><AcctSvcrRef>" + reference + "</AcctSvcrRef></Refs><Amt Ccy=\"MDL\">" + amount
        + "</Amt><RmtInf><Ustrd>" + purpose + "</Ustrd></RmtInf></TxDtls>";
  }

  @Test
  void a_camt_entry_that_names_no_account_is_rejected_with_its_line() {
    Payments read = read(file("bank-camt053.xml"));
    assertThat(read.rows()).isEmpty();
    assertThat(read.rejected()).singleElement().satisfies(finding -> {
      assertThat(finding.line()).isEqualTo(2);
      assertThat(finding.reason().code()).isEqualTo("bank.no-account");
    });
    assertThat(read.read()).isEqualTo(1);
  }

  @Test
  void a_camt_statement_gives_each_payment_of_its_booked_credits() throws IOException {
    Payments read = read(
        camt(
            entry("180.00", "CRDT", "<AcctSvcrRef>B1</AcctSvcrRef><AddtlNtryInf>contract 200101</AddtlNtryInf>")
                + entry("300", "CRDT", "<NtryDtls>" + detail("D1", "100", "contract 200102")
                    + detail("D2", "200", "contract") + "</NtryDtls>")
                + entry("300", "CRDT", "<NtryDtls>" + detail("D3", "100", "contract 200102")
                    + detail("D4", "100", "contract 7") + "</NtryDtls>")
                + entry("20", "DBIT", "<AcctSvcrRef>B2</AcctSvcrRef>")
                + entry("180.00", "DBIT",
                    "<RvslInd>true</RvslInd><AcctSvcrRef>B3</AcctSvcrRef><AddtlNtryInf>storno contract 200101</AddtlNtryInf>")
                + entry("5", "CRDT", "<AcctSvcrRef>B4</AcctSvcrRef><AddtlNtryInf>contract 9</AddtlNtryInf>")
                    .replace("BOOK", "PDNG")));
    assertThat(read.rows())
        .containsExactly(
            paid("B1", "200101", "180.00", MDL, day("2026-11-26")), paid("D1", "200102", "100", MDL, day("2026-11-26")),
            paid("B3", "200101", "-180.00", MDL, day("2026-11-26")));
    assertThat(read.rejected())
        .extracting(finding -> finding.line() + " " + finding.reason().code())
        .containsExactly("4 bank.no-account", "5 bank.parts", "6 bank.outgoing", "8 bank.expected");
    addsUp(read);
  }

  @Test
  void a_camt_statement_whose_totals_do_not_agree_is_refused() {
    String one = entry("180.00", "CRDT", "<AcctSvcrRef>B1</AcctSvcrRef><AddtlNtryInf>contract 200101</AddtlNtryInf>");
    String sums = "<TxsSummry><TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>%s</Sum></TtlCdtNtries></TxsSummry>";
    assertThatThrownBy(() -> read(camt(sums.formatted("181.00") + one))).isInstanceOf(BadInput.class)
        .hasMessageContaining("181.00");
    String balance = "<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy=\"MDL\">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>";
    assertThatThrownBy(() -> read(camt(balance.formatted("OPBD", "1000") + balance.formatted("CLBD", "1000") + one)))
        .isInstanceOf(BadInput.class).hasMessageContaining("as a total");
    assertThatThrownBy(() -> read(camt(one).replace("</Stmt></BkToCstmrStmt></Document>", "")))
        .isInstanceOf(BadInput.class);
  }

  @Test
  void xml_that_reaches_outside_or_grows_is_refused() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "contract 424242");
    String external = "<!DOCTYPE d [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>";
    String entry = entry("180.00", "CRDT", "<AcctSvcrRef>B1</AcctSvcrRef><AddtlNtryInf>&x;</AddtlNtryInf>");
    assertThatThrownBy(() -> read(camt(entry).replace("<Document", external + "<Document")))
        .isInstanceOf(BadInput.class).hasMessageNotContaining("424242");
    String laughs = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY x \"&b;&b;&b;&b;&b;&b;\">]>";
    assertThatThrownBy(() -> read(camt(entry).replace("<Document", laughs + "<Document"))).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> read(camt("<a>".repeat(100_000)))).isInstanceOf(BadInput.class)
        .hasMessageContaining("deeper");
    assertThatThrownBy(() -> read(Files.writeString(folder.resolve("x"), "<a/>"), PaymentFormat.CAMT053,
        Mapping.NONE, Optional.empty()))
        .isInstanceOf(BadInput.class).hasMessageContaining("no camt.053");
  }

  // --- files in none of these formats

  @ParameterizedTest
  @ValueSource(strings = {"external id,account,amount,paid at\n1,2,3.00,2026-11-26\n", "", "20;25;60\n", "<html>",
    "лицевой;сумма\n"})
  void a_table_is_no_format_of_a_bank(String text) throws IOException {
    assertThat(BankPayments.format(Files.writeString(folder.resolve("table"), text))).isEmpty();
  }
}
