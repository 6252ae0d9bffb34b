package org.obzvon.payment.bank;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Currency;
import java.util.Optional;
import java.util.function.Consumer;
import org.obzvon.payment.PaidAt;

/// Reads Sberbank's register of payments:
/// `day;time;branch;cashier;operation;account;name;address;period;paid;transferred;commission`, without a header. The
/// last line has the totals: `=rows;paid;transferred;commission;order;day`. Contracts add cells in the middle; the
/// three amounts are always the last ones.
final class SberbankRegister implements BankReader {
  private static final int FEWEST_CELLS = 9;
  private static final int MOST_CELLS = 60;
  private static final int OPERATION = 4;
  private static final int ACCOUNT = 5;
  private static final Currency RUB = Currency.getInstance("RUB");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MM-uuuu")
      .withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH-mm-ss")
      .withResolverStyle(ResolverStyle.STRICT);

  /// The sums of the rows.
  private static final class Sums {
    private int rows;
    private BigDecimal paid = BigDecimal.ZERO;
    private BigDecimal transferred = BigDecimal.ZERO;
    private BigDecimal commission = BigDecimal.ZERO;
  }

  @Override
  public void read(BankFile file, Consumer<BankEntry> entries) throws IOException {
    Sums sums = new Sums();
    boolean ended = false;
    try (BankFile.Lines lines = file.lines()) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        String plain = line.replace("\u001A", "").strip();
        if (plain.isEmpty()) {
          continue;
        }
        if (ended) {
          throw file.bad(lines.number(), BankFault.ENTRY.with());
        }
        if (plain.startsWith("=")) {
          check(file, lines.number(), plain.substring(1).split(";", -1), sums);
          ended = true;
        } else {
          entries.accept(entry(lines.number(), plain.split(";", MOST_CELLS), sums));
        }
      }
      if (!ended) {
        throw file.bad(lines.number(), BankFault.CUT.with("=…;"));
      }
    }
  }

  private static BankEntry entry(int line, String[] cells, Sums sums) {
    sums.rows++;
    if (cells.length < FEWEST_CELLS) {
      return new BankEntry.Rejected(line, "", String.join(";", cells),
          BankFault.CELLS.with(cells.length, FEWEST_CELLS));
    }
    int last = cells.length - 1;
    while (last > FEWEST_CELLS && cells[last].isBlank()) {
      last--;
    }
    Optional<BigDecimal> paid = BankAmounts.read(cells[last - 2]);
    Optional<BigDecimal> transferred = BankAmounts.read(cells[last - 1]);
    Optional<BigDecimal> commission = BankAmounts.read(cells[last]);
    if (paid.isEmpty() || transferred.isEmpty() || commission.isEmpty()) {
      int wrong = paid.isEmpty() ? last - 2 : transferred.isEmpty() ? last - 1 : last;
      return new BankEntry.Rejected(line, "amount", cells[wrong], BankFault.AMOUNT.with());
    }
    sums.paid = sums.paid.add(paid.get());
    sums.transferred = sums.transferred.add(transferred.get());
    sums.commission = sums.commission.add(commission.get());
    BigDecimal both = transferred.get().add(commission.get());
    if (both.compareTo(paid.get()) != 0) {
      return new BankEntry.Rejected(line, "amount", cells[last - 2], BankFault.SUMS.with(both.toPlainString()));
    }
    String operation = cells[OPERATION].strip();
    String identity = String.join(";", cells);
    try {
      LocalDate day = LocalDate.parse(cells[0].strip().replace('.', '-').replace('/', '-'), DAY);
      LocalTime time = LocalTime.parse(cells[1].strip().replace('.', '-').replace(':', '-'), TIME);
      return new BankEntry.Money(
          line, Optional.of(operation).filter(id -> !id.isEmpty()), identity, Optional.of(cells[ACCOUNT].strip()), "",
          paid.get(), Optional.of(RUB), new PaidAt.Local(LocalDateTime.of(day, time)));
    } catch (DateTimeException _) {
      return new BankEntry.Rejected(line, "paid at", cells[0] + " " + cells[1],
          BankFault.DATE.with("26-11-2026;10-14-32"));
    }
  }

  private static void check(BankFile file, int line, String[] totals, Sums sums) {
    if (!totals[0].strip().equals(Integer.toString(sums.rows))) {
      throw file.bad(line, BankFault.TOTAL.with(totals[0].strip(), sums.rows));
    }
    check(file, line, totals, 1, sums.paid);
    check(file, line, totals, 2, sums.transferred);
    check(file, line, totals, 3, sums.commission);
  }

  private static void check(BankFile file, int line, String[] totals, int cell, BigDecimal sum) {
    String told = cell < totals.length ? totals[cell].strip() : "";
    if (BankAmounts.read(told).filter(total -> total.compareTo(sum) == 0).isEmpty()) {
      throw file.bad(line, BankFault.TOTAL.with(told, sum.toPlainString()));
    }
  }
}
