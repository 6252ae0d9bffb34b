package org.obzvon.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.contact.Withdrawals;
import org.obzvon.document.BadInput;
import org.obzvon.payment.csv.CsvPaymentFileImport;
import org.obzvon.register.Progress;

/// Tests broken files of a bank or a billing system: the file is refused, or each entry is taken with its own values or
/// rejected. The reader is the one that imports use, up to the store.
@Tag("slow")
class BrokenPaymentFilesTest {
  private static final int ENTRIES = 8;
  private static final String SOURCE = "bank";

  @TempDir
  Path folder;

  private final List<PaymentRow> stored = new ArrayList<>();
  private final CsvPaymentFileImport reader = new CsvPaymentFileImport(new PaymentImport(new Kept(), new NoContacts()));

  /// Keeps the rows that it receives.
  private final class Kept implements Payments {
    @Override
    public Recorded record(List<PaymentRow> rows, String source, boolean dryRun) {
      stored.addAll(rows);
      return recorded(Collections.nCopies(rows.size(), new PaymentRowResult.Taken()));
    }

    @Override
    public Recorded countAnnounced(int most) {
      return recorded(List.of());
    }

    private static Recorded recorded(List<PaymentRowResult> fates) {
      Set<UUID> none = Set.of();
      return new Recorded(
          fates, SettledPromiseCounts.NONE, new Standing(none, none, none, none, none, none, none), Map.of());
    }
  }

  private static final class NoContacts implements Withdrawals {
    @Override
    public int ofAccounts(Collection<UUID> accounts, String why) {
      return 0;
    }

    @Override
    public int ofPromises(Collection<UUID> promises, String why) {
      return 0;
    }

    @Override
    public int ofHouseholds(Collection<UUID> households, String why) {
      return 0;
    }

    @Override
    public int ofCampaign(UUID campaign, String why) {
      return 0;
    }
  }

  // Every value of an entry contains its number four times, so no other entry contains it.

  private static String account(int entry) {
    return "71" + String.valueOf(entry).repeat(4);
  }

  private static String reference(int entry) {
    return "R" + String.valueOf(entry).repeat(6);
  }

  private static String amount(int entry, char separator) {
    return String.valueOf(entry).repeat(3) + separator + String.valueOf(entry).repeat(2);
  }

  private static BigDecimal sum() {
    return IntStream.rangeClosed(1, ENTRIES).mapToObj(entry -> new BigDecimal(amount(entry, '.')))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static TaggedText file(String head, Function<Integer, String> entry, String tail) {
    TaggedText text = new TaggedText().add(head, 0);
    IntStream.rangeClosed(1, ENTRIES).forEach(number -> text.add(entry.apply(number), number));
    return text.add(tail, 0);
  }

  private static TaggedText table() {
    return file(
        "external id;account;amount;currency;paid at\n",
        entry -> "%s;%s;%s;RUB;2026-11-1%d\n".formatted(reference(entry), account(entry), amount(entry, ','), entry),
        "");
  }

  private static TaggedText sberbank() {
    return file(
        "",
        entry -> "1%1$d-11-2026;10-14-3%1$d;8601;8601;%2$s;%3$s;ИМЯ%1$d;УЛ %1$d;11.26;%4$s;%4$s;0,00\n"
            .formatted(entry, reference(entry), account(entry), amount(entry, ',')),
        "=%d;%s;%2$s;0,00;1234;27-11-2026\n".formatted(ENTRIES, sum().toString().replace('.', ',')));
  }

  private static TaggedText clientBank() {
    return file(
        "1CClientBankExchange\nВерсияФормата=1.03\nКодировка=Windows\nРасчСчет=40702810000000000001\n",
        entry -> """
            СекцияДокумент=Платежное поручение
            Номер=%1$d%1$d
            Дата=1%1$d.11.2026
            Сумма=%3$s
            ПлательщикСчет=4081781000000000%1$d%1$d%1$d%1$d
            ПолучательСчет=40702810000000000001
            ДатаПоступило=1%1$d.11.2026
            НазначениеПлатежа=Оплата за интернет, л/с %2$s
            КонецДокумента
            """
            .formatted(entry, account(entry), amount(entry, '.')),
        "КонецФайла\n");
  }

  private static TaggedText mt940() {
    return file(
        ":20:START\n:25:AGRNMD2X/1\n:28C:1/1\n:60F:C261110MDL0,00\n",
        entry -> ":61:26111%1$d111%1$dC%4$sNTRFNONREF//%2$s\n:86:plata, contract %3$s\n"
            .formatted(entry, reference(entry), account(entry), amount(entry, ',')),
        ":62F:C261119MDL" + sum().toString().replace('.', ',') + "\n-\n");
  }

  private static TaggedText camt() {
    return file(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>
        <Id>S1</Id><Acct><Id><IBAN>RO49AAAA1B31007593840000</IBAN></Id><Ccy>RON</Ccy></Acct>
        """,
        entry -> """
            <Ntry>
            <Amt Ccy="RON">%4$s</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd>
            <Sts>BOOK</Sts>
            <BookgDt><Dt>2026-11-1%1$d</Dt></BookgDt>
            <AcctSvcrRef>%2$s</AcctSvcrRef>
            <AddtlNtryInf>plata contract %3$s</AddtlNtryInf>
            </Ntry>
            """
            .formatted(entry, reference(entry), account(entry), amount(entry, '.')),
        "</Stmt></BkToCstmrStmt></Document>\n");
  }

  private static TaggedText made(PaymentFormat format) {
    return switch (format) {
      case CSV -> table();
      case SBERBANK -> sberbank();
      case CLIENT_BANK_1C -> clientBank();
      case MT940 -> mt940();
      case CAMT053 -> camt();
    };
  }

  private PaymentFileImport.Report take(String text, PaymentFormat format, Charset charset) throws IOException {
    stored.clear();
    Path file = Files.write(folder.resolve("payments"), text.getBytes(charset));
    return reader.take(
        new PaymentFileImport.Request(
            file, Optional.empty(), Optional.empty(), Optional.empty(), new PaymentImport.Manner(SOURCE, false),
            Optional.of(format)),
        Progress.NONE);
  }

  private static Charset charset(PaymentFormat format) {
    return format == PaymentFormat.CLIENT_BANK_1C ? Charset.forName("windows-1251") : StandardCharsets.UTF_8;
  }

  @ParameterizedTest
  @CsvSource({"CSV", "SBERBANK", "CLIENT_BANK_1C", "MT940", "CAMT053"})
  void a_whole_file_gives_every_entry_with_its_own_values(PaymentFormat format) throws IOException {
    TaggedText text = made(format);
    PaymentFileImport.Report report = take(text.toString(), format, charset(format));

    assertThat(report.rejected()).isZero();
    assertThat(stored).extracting(PaymentRow::account)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, ENTRIES).mapToObj(BrokenPaymentFilesTest::account)
            .toList());
    stored.forEach(row -> assertThat(common(text, row)).hasSize(1));
  }

  @ParameterizedTest
  @CsvSource({"CSV, 40000, 40000", "SBERBANK, 10000, 100", "CLIENT_BANK_1C, 10000, 5000", "MT940, 10000, 100",
    "CAMT053, 10000, 100"})
  void a_broken_file_is_refused_or_each_entry_is_taken_with_its_own_values_or_rejected(
      PaymentFormat format, int files, int mostlyTaken) throws IOException {
    int taken = 0;
    for (int seed = 0; seed < files; seed++) {
      Random random = new Random(seed);
      TaggedText text = made(format);
      text.breakUp(random, format == PaymentFormat.CAMT053 ? "<>/&\"x \n" : ";\"\n\r x0,:=\u00A0");
      try {
        PaymentFileImport.Report report = take(text.toString(), format, charset(format));
        check(format + " " + seed, text, report);
        taken += stored.size();
      } catch (BadInput refused) {
        assertThat(refused.problems()).isNotEmpty();
      }
    }
    assertThat(taken).as("files that are not refused have good rows left").isGreaterThan(mostlyTaken);
  }

  private void check(String which, TaggedText text, PaymentFileImport.Report report) {
    assertThat(stored.size() + report.rejected()).as(which).isEqualTo(report.rows().read());
    for (PaymentRow row : stored) {
      if (common(text, row).isEmpty() && report.warnings().isEmpty()) {
        fail("%s: %s has values of several entries in%n%s", which, row, text);
      }
    }
  }

  /// Returns the entries from which all of the row's values may come.
  private static Set<Integer> common(TaggedText text, PaymentRow row) {
    Set<Integer> common = new TreeSet<>(text.origins(row.account()));
    Set<Integer> amounts = new TreeSet<>();
    for (String written : List.of(row.amount().toPlainString(), row.amount().toPlainString().replace('.', ','))) {
      amounts.addAll(text.origins(written));
    }
    if (!amounts.isEmpty()) {
      common.retainAll(amounts);
    }
    if (!row.externalId().startsWith("digest:")) {
      common.retainAll(text.origins(row.externalId()));
    }
    return common;
  }
}
