package org.obzvon.payment.csv;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.obzvon.document.BadInput;
import org.obzvon.document.Sentence;
import org.obzvon.payment.PaidAt;
import org.obzvon.payment.PaymentFileImport;
import org.obzvon.payment.PaymentFormat;
import org.obzvon.payment.PaymentImport;
import org.obzvon.payment.PaymentRow;
import org.obzvon.payment.bank.BankPayments;
import org.obzvon.register.Finding;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;
import org.obzvon.register.RowSource;
import org.obzvon.register.csv.Amounts;
import org.obzvon.register.csv.CellReader;
import org.obzvon.register.csv.ColumnTotal;
import org.obzvon.register.csv.Currencies;
import org.obzvon.register.csv.Days;
import org.obzvon.register.csv.FileFault;
import org.obzvon.register.csv.FindingsFile;
import org.obzvon.register.csv.ImportedRows;
import org.obzvon.register.csv.Row;
import org.obzvon.register.csv.RowFault;
import org.obzvon.register.csv.Table;
import org.obzvon.register.csv.TableRows;
import org.obzvon.register.csv.Text;
import org.obzvon.register.yaml.MappingFile;

/// Imports payment files: tables, and the files of banks. It reads the whole file before it takes the first payment,
/// because the last line may have a fault that concerns the whole file.
public final class CsvPaymentFileImport implements PaymentFileImport {
  private static final Table.Columns COLUMNS = new Table.Columns(
      List.of("external id", "account", "amount", "currency", "paid at", "takes back"),
      List.of("external id", "account", "amount", "paid at"));

  private final PaymentImport payments;

  public CsvPaymentFileImport(PaymentImport payments) {
    this.payments = payments;
  }

  @Override
  public ReadPayments read(Request request, Progress progress) {
    Mapping mapping = request.mapping().map(file -> MappingFile.read(file, COLUMNS.known())).orElse(Mapping.NONE);
    String source = request.manner().source();
    if (source.isBlank() || source.length() > 64) {
      throw BadInput.of("--source", FileFault.SOURCE.with());
    }
    ImportedRows<PaymentRow> rows = ImportedRows
        .listedInOrder(FindingsFile.beside(request.file(), request.rejected(), ".rejected.csv"));
    RowSource<PaymentRow> file = open(request, mapping);
    file.read(rows, progress);
    return storing -> store(request, file.form(), rows, storing);
  }

  private Report store(Request request, Sentence form, ImportedRows<PaymentRow> read, Progress progress) {
    try (ImportedRows<PaymentRow> rows = read) {
      int unread = rows.rejected();
      PaymentImport.Report report = payments.take(rows.rows(), request.manner(), progress);
      report.refused().forEach(refusal -> rows.refuse(finding(refusal, rows.line(refusal.index()))));
      return new Report(form, report, unread, rows.warnings(), rows.findings(), rows.publishRejected());
    }
  }

  private static Finding finding(PaymentImport.Refusal refusal, int line) {
    PaymentRow row = refusal.row();
    String value = switch (refusal.column()) {
      case "external id" -> row.externalId();
      case "account" -> row.account();
      case "amount" -> row.amount().toPlainString();
      case "currency" -> row.currency().map(Currency::getCurrencyCode).orElse("");
      case "takes back" -> row.takesBack().orElse("");
      default -> row.paidAt().words();
    };
    return new Finding(line, refusal.column(), value, refusal.reason());
  }

  private static RowSource<PaymentRow> open(Request request, Mapping mapping) {
    Optional<PaymentFormat> bank = request.format().or(() -> BankPayments.format(request.file()))
        .filter(format -> format != PaymentFormat.CSV);
    if (bank.isPresent()) {
      return BankPayments.open(
          request.file(), bank.get(), mapping, request.zone().or(mapping.defaults()::zone));
    }
    Table table = Table.open(request.file(), COLUMNS, mapping);
    ColumnTotal total = new ColumnTotal(request.file(), "amount", mapping.formats().decimal());
    return new TableRows<>(table, Optional.of(total), new PaymentCells(mapping, request.zone()));
  }

  /// Reads the cells of one row.
  private record PaymentCells(Mapping mapping, Days days, Optional<ZoneId> zone)
      implements
        TableRows.RowReader<PaymentRow> {
    private PaymentCells(Mapping mapping, Optional<ZoneId> zone) {
      this(mapping, new Days(mapping.formats().dates()), zone);
    }

    @Override
    public Optional<PaymentRow> read(Row row, CellReader cells) {
      String id = cells.read("external id", cell -> Text.key(cell, 128));
      String account = cells.read("account", cell -> Text.number(cell, 64));
      BigDecimal amount = cells.read("amount", cell -> Amounts.read(cell, mapping.formats().decimal()));
      Optional<Currency> currency = currency(cells);
      PaidAt paidAt = cells.read("paid at", this::paidAt);
      Optional<String> takesBack = cells.readIfThere("takes back", cell -> Text.key(cell, 128));
      return cells.problems().isEmpty()
          ? Optional.of(new PaymentRow(id, account, amount, currency, paidAt, takesBack))
          : Optional.empty();
    }

    /// Returns the currency. A currency beside the amount must agree with the currency of the row, and takes its place
    /// if the row names none. `lei` alone does not decide: the account's currency applies then.
    private Optional<Currency> currency(CellReader cells) {
      Optional<Currency> told = cells.readIfThere("currency", Currencies::read).or(mapping.defaults()::currency);
      Set<String> beside = Amounts.currencies(cells.text("amount"));
      if (told.isPresent() && !beside.isEmpty() && !beside.contains(told.get().getCurrencyCode())) {
        String names = String.join(", ", beside.stream().sorted().toList());
        cells.reject(
            "amount", cells.text("amount"), RowFault.AMOUNT_OTHER_CURRENCY.with(names, told.get().getCurrencyCode()));
      }
      return told.or(() -> beside.size() == 1 ? Optional.of(Currency.getInstance(beside.iterator().next()))
          : Optional.empty());
    }

    private PaidAt paidAt(String cell) {
      Optional<ZoneId> known = zone.or(mapping.defaults()::zone);
      PaidAt told = switch (days.moment(cell)) {
        case OffsetDateTime exact -> new PaidAt.Exactly(exact.toInstant());
        case LocalDateTime local -> new PaidAt.Local(local);
        case LocalDate day -> new PaidAt.Day(day);
        default -> throw new IllegalStateException("three forms are asked for");
      };
      return known.<PaidAt>map(id -> new PaidAt.Exactly(told.in(id))).orElse(told);
    }
  }
}
