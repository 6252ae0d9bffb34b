package org.obzvon.payment.csv;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.obzvon.document.BadInput;
import org.obzvon.document.Sentence;
import org.obzvon.payment.PaidAt;
import org.obzvon.payment.PaymentFiles;
import org.obzvon.payment.PaymentFormat;
import org.obzvon.payment.PaymentImport;
import org.obzvon.payment.PaymentRow;
import org.obzvon.payment.bank.BankPayments;
import org.obzvon.register.Finding;
import org.obzvon.register.Mapping;
import org.obzvon.register.RowFindings;
import org.obzvon.register.Progress;
import org.obzvon.register.csv.Amounts;
import org.obzvon.register.csv.Cells;
import org.obzvon.register.csv.ColumnTotal;
import org.obzvon.register.csv.Currencies;
import org.obzvon.register.csv.Days;
import org.obzvon.register.csv.FileFault;
import org.obzvon.register.csv.FindingsFile;
import org.obzvon.register.csv.Row;
import org.obzvon.register.csv.RowFault;
import org.obzvon.register.csv.Table;
import org.obzvon.register.csv.Text;
import org.obzvon.register.csv.Warnings;
import org.obzvon.register.yaml.MappingFile;

/// Reads payment files: tables, and the files of banks. The whole file is read before the first payment is taken, because a fault of the file as
/// a whole may stand on its last line.
public final class CsvPaymentFiles implements PaymentFiles {
  private static final Table.Columns COLUMNS =
      new Table.Columns(
          List.of("external id", "account", "amount", "currency", "paid at", "takes back"),
          List.of("external id", "account", "amount", "paid at"));

  private final PaymentImport payments;

  public CsvPaymentFiles(PaymentImport payments) {
    this.payments = payments;
  }

  /// @param rows those that could be read
  /// @param lines the line of each
  private record Read(
      Sentence form, List<PaymentRow> rows, List<Integer> lines, List<Finding> rejected, List<Finding> remarks, int rejectedRows, int read) {}

  @Override
  public Report take(Request request, Progress progress, Runnable before) {
    Mapping mapping = request.mapping().map(file -> MappingFile.read(file, COLUMNS.known())).orElse(Mapping.NONE);
    String source = request.manner().source();
    if (source.isBlank() || source.length() > 64) {
      throw BadInput.of("--source", FileFault.SOURCE.with());
    }
    Warnings warnings = new Warnings(Optional.empty());
    try (FindingsFile rejected = FindingsFile.beside(request.file(), request.rejected(), ".rejected.csv")) {
      Read read = read(request, mapping, progress);
      if (!request.manner().dryRun()) {
        before.run();
      }
      PaymentImport.Report report = payments.take(read.rows(), request.manner(), progress);
      List<Finding> findings = new ArrayList<>(read.rejected());
      report.refused().forEach(refusal -> findings.add(finding(refusal, read.lines().get(refusal.index()))));
      findings.stream().sorted(Comparator.comparingInt(Finding::line)).forEach(rejected::add);
      RowFindings.Builder found = new RowFindings.Builder();
      findings.forEach(found::reject);
      read.remarks().forEach(warnings::add);
      read.remarks().forEach(found::remark);
      return new Report(
          read.form(), report, read.rejectedRows(), warnings.list(), found.of(read.read()), rejected.publish());
    }
  }

  private static Finding finding(PaymentImport.Refusal refusal, int line) {
    PaymentRow row = refusal.row();
    String value =
        switch (refusal.column()) {
          case "external id" -> row.externalId();
          case "account" -> row.account();
          case "amount" -> row.amount().toPlainString();
          case "currency" -> row.currency().map(Currency::getCurrencyCode).orElse("");
          case "takes back" -> row.takesBack().orElse("");
          default -> row.paidAt().words();
        };
    return new Finding(line, refusal.column(), value, refusal.reason());
  }

  private static Read read(Request request, Mapping mapping, Progress progress) {
    Optional<PaymentFormat> bank =
        request.format().or(() -> BankPayments.format(request.file())).filter(format -> format != PaymentFormat.CSV);
    if (bank.isPresent()) {
      Optional<ZoneId> zone = request.zone().or(mapping.defaults()::zone);
      BankPayments.Read read = BankPayments.read(request.file(), bank.get(), mapping, zone, progress);
      return new Read(
          read.form(), read.rows(), read.lines(), read.rejected(), List.of(), read.rejected().size(), read.read());
    }
    Table table = Table.open(request.file(), COLUMNS, mapping);
    ColumnTotal total = new ColumnTotal(request.file(), "amount", mapping.formats().decimal());
    return read(table, new PaymentCells(mapping, request.zone()), total, progress);
  }

  private static Read read(Table table, PaymentCells cells, ColumnTotal total, Progress progress) {
    progress.stage("reading", table.expectedRows());
    List<PaymentRow> rows = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    List<Finding> rejected = new ArrayList<>();
    List<Finding> remarks = new ArrayList<>();
    table.hint().ifPresent(hint -> remarks.add(new Finding(1, "", "", hint)));
    table.titles().ifPresent(remarks::add);
    int[] rejectedRows = {0};
    int read = table.read(
        line -> {
          progress.advance(1);
          List<Finding> problems =
              switch (line) {
                case Table.Line.Ragged(int number, Sentence reason) -> {
                  total.unreadable();
                  yield List.of(new Finding(number, "", "", reason));
                }
                case Table.Line.Filled(Row row) -> {
                  total.add(row);
                  yield cells.read(row, rows, remarks);
                }
                case Table.Line.Totals(Finding finding, Row totals) -> {
                  total.check(totals);
                  yield List.of(finding);
                }
              };
          if (line instanceof Table.Line.Totals) {
            remarks.addAll(problems);
            return;
          }
          rejected.addAll(problems);
          if (problems.isEmpty()) {
            lines.add(line.number());
          } else {
            rejectedRows[0]++;
          }
        });
    return new Read(table.form(), rows, lines, rejected, remarks, rejectedRows[0], read);
  }

  /// Reads the cells of one row.
  private record PaymentCells(Mapping mapping, Days days, Optional<ZoneId> zone) {
    private PaymentCells(Mapping mapping, Optional<ZoneId> zone) {
      this(mapping, new Days(mapping.formats().dates()), zone);
    }

    /// Adds the payment to `rows`, or returns why it cannot be read.
    private List<Finding> read(Row row, List<PaymentRow> rows, List<Finding> remarks) {
      Cells cells = new Cells(row);
      String id = cells.read("external id", cell -> Text.key(cell, 128));
      String account = cells.read("account", cell -> Text.number(cell, 64));
      BigDecimal amount = cells.read("amount", cell -> Amounts.read(cell, mapping.formats().decimal()));
      Optional<Currency> currency = currency(cells);
      PaidAt paidAt = cells.read("paid at", this::paidAt);
      Optional<String> takesBack = cells.readIfThere("takes back", cell -> Text.key(cell, 128));
      if (cells.problems().isEmpty()) {
        rows.add(new PaymentRow(id, account, amount, currency, paidAt, takesBack));
        remarks.addAll(cells.warnings());
      }
      return cells.problems();
    }

    /// What stands beside the amount must agree with the currency of the row, and is one where the row names none. `lei`
    /// alone leave it to the account.
    private Optional<Currency> currency(Cells cells) {
      Optional<Currency> told =
          cells.readIfThere("currency", Currencies::read).or(mapping.defaults()::currency);
      Set<String> beside = Amounts.currencies(cells.text("amount"));
      if (told.isPresent() && !beside.isEmpty() && !beside.contains(told.get().getCurrencyCode())) {
        String names = String.join(", ", beside.stream().sorted().toList());
        cells.reject(
            "amount", cells.text("amount"), RowFault.AMOUNT_OTHER_CURRENCY.with(names, told.get().getCurrencyCode()));
      }
      return told.or(() -> beside.size() == 1 ? Optional.of(Currency.getInstance(beside.iterator().next())) : Optional.empty());
    }

    private PaidAt paidAt(String cell) {
      Optional<ZoneId> known = zone.or(mapping.defaults()::zone);
      PaidAt told =
          switch (days.moment(cell)) {
            case OffsetDateTime exact -> new PaidAt.Exactly(exact.toInstant());
            case LocalDateTime local -> new PaidAt.Local(local);
            case LocalDate day -> new PaidAt.Day(day);
            default -> throw new IllegalStateException("three forms are asked for");
          };
      return known.<PaidAt>map(id -> new PaidAt.Exactly(told.in(id))).orElse(told);
    }
  }
}
