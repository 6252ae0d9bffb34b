package org.obzvon.comparison.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.obzvon.comparison.CampaignActivity;
import org.obzvon.comparison.Comparison;
import org.obzvon.comparison.DetectableEffect;
import org.obzvon.comparison.Interval;
import org.obzvon.comparison.Report;
import org.obzvon.comparison.ReportWriter;
import org.obzvon.document.SafeText;

/// Writes the numbers of a report as one CSV table: a row for each value of an arm or a pair. Numbers have a decimal
/// point in every language; an unknown value is empty. Names that a spreadsheet would take for a formula get an
/// apostrophe in front.
public final class CsvReport implements ReportWriter {
  @Override
  public void write(Report report, Writer to) {
    CsvWriter rows = CsvWriter.builder().build(new Unclosed(to));
    rows.writeRecord("arm", "baseline", "measure", "value", "low", "high");
    for (Comparison.Arm arm : report.comparison().arms()) {
      new Rows(rows, arm.arm(), "").of(arm);
    }
    for (Comparison.Pair pair : report.comparison().pairs()) {
      new Rows(rows, pair.arm(), pair.baseline()).of(pair, report);
    }
    report.campaign().ifPresent(one -> letters(rows, one.accounts().story().work()));
    try {
      rows.close();
      to.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void letters(CsvWriter rows, CampaignActivity.Work work) {
    for (CampaignActivity.Texts arm : work.letters().texts()) {
      Rows of = new Rows(rows, arm.arm(), "");
      of.number("messages", arm.fates().sent());
      of.number("messages_delivered", arm.fates().delivered());
      of.number("messages_undeliverable", arm.fates().undeliverable());
      of.number("messages_failed", arm.fates().failed());
      of.number("messages_lost", arm.fates().lost());
      of.number("messages_open", arm.fates().open());
      of.number("message_segments", arm.segments());
      of.number("message_cost", arm.cost().map(BigDecimal::doubleValue).orElse(Double.NaN));
    }
    for (CampaignActivity.Notices arm : work.letters().notices()) {
      Rows of = new Rows(rows, arm.arm(), "");
      of.number("notices", arm.due());
      of.number("notices_sent", arm.sent());
      of.number("notices_delivered", arm.delivered());
    }
    work.guards().forEach(arm -> new Rows(rows, arm.arm(), "")
        .number("households_opted_out", arm.households().optOuts()));
  }

  private record Rows(CsvWriter to, String arm, String baseline) {
    void of(Comparison.Arm row) {
      number("households", row.counts().households());
      number("accounts", row.counts().accounts());
      number("paid", row.counts().paid().isPresent() ? row.counts().paid().getAsInt() : Double.NaN);
      number("share", row.rate(), row.rateInterval());
      number("paid_per_account", row.means().amount());
      number("cost_per_account", row.means().cost());
      number("days_unpaid", row.pace().mean().days());
      number("median_days", row.pace().medianDays());
    }

    void of(Comparison.Pair pair, Report report) {
      number("difference", pair.rate().difference(), pair.rate().intervals().newcombe());
      number("difference_believed", pair.rate().difference(), report.interval(pair));
      number("difference_any_time", pair.rate().difference(), pair.rate().intervals().anytime());
      number("p", pair.rate().tests().p());
      number("p_holm", pair.rate().tests().holm());
      number("p_adjusted", report.adjustedP(pair));
      DetectableEffect could = report.detectable(pair);
      number("detectable_difference", could.difference());
      number("households_missing", could.missing().isPresent() ? could.missing().getAsLong() : Double.NaN);
      number("days_longer_unpaid", pair.pace().mean().estimate());
      number("more_paid_per_account", pair.money().amount().difference(), pair.money().amount().interval());
      number("net_per_account", pair.money().net().difference());
      number("cost_per_incremental_payer", pair.money().costPerPayer().estimate(),
          report.showsMore(pair) ? pair.money().costPerPayer().interval() : Interval.NONE);
      number("effect_if_reached", pair.inside().ifReached().estimate());
    }

    void number(String measure, double value) {
      number(measure, value, Interval.NONE);
    }

    void number(String measure, double value, Interval interval) {
      List<String> cells = new ArrayList<>(List.of(SafeText.cell(arm), SafeText.cell(baseline), measure));
      cells.add(text(value));
      cells.add(text(interval.low()));
      cells.add(text(interval.high()));
      to.writeRecord(cells);
    }

    private static String text(double value) {
      return !Double.isFinite(value) ? ""
          : value == Math.rint(value) && Math.abs(value) < 1e15
              ? Long.toString((long) value)
              : Double.toString(value);
    }
  }

  /// A writer whose close only flushes; the caller who passed in the underlying writer closes it.
  private static final class Unclosed extends java.io.FilterWriter {
    Unclosed(Writer to) {
      super(to);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
