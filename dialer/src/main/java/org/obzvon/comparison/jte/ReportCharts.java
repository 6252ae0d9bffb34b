package org.obzvon.comparison.jte;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.comparison.CampaignActivity;
import org.obzvon.comparison.Comparison;
import org.obzvon.comparison.DailyDifferences;
import org.obzvon.comparison.Fieller;
import org.obzvon.comparison.Interval;
import org.obzvon.comparison.KaplanMeier;
import org.obzvon.comparison.Report;
import org.obzvon.comparison.ReportWords;
import org.obzvon.comparison.ActivityTables;

/// The pictures of a report by their titles; a picture is absent if its data are missing.
record ReportCharts(Report report, ReportWords words) {
  private static final int MOST_POINTS = 400;

  Map<String, String> all() {
    Map<String, String> charts = new LinkedHashMap<>();
    put(charts, rates());
    if (!report.withheld()) {
      anytime().forEach(chart -> charts.put(chart.title(), chart.draw(words)));
      put(charts, prices());
      put(charts, segments());
    }
    survival().ifPresent(chart -> charts.put(chart.title(), chart.draw(words)));
    report.campaign().ifPresent(
        one -> {
          var funnel = new FunnelChart(words.say("chart.funnel"), one.accounts().funnels());
          charts.put(funnel.title(), funnel.draw(words));
          debt(one.accounts().story()).ifPresent(chart -> charts.put(chart.title(), chart.draw(words)));
        });
    return charts;
  }

  private void put(Map<String, String> charts, IntervalChart chart) {
    if (!chart.rows().isEmpty()) {
      charts.put(chart.title(), chart.draw(words));
    }
  }

  private String baseline() {
    return report.asked().question().baseline();
  }

  private String window() {
    return words.number(report.asked().question().windowDays(), 0);
  }

  /// Returns the number of the arm's marker shape, the same in every chart.
  private int kind(String arm) {
    for (int index = 0; index < report.comparison().arms().size(); index++) {
      if (report.comparison().arms().get(index).arm().equals(arm)) {
        return index;
      }
    }
    return 0;
  }

  private IntervalChart rates() {
    List<IntervalChart.Row> rows = report.comparison().arms().stream()
        .filter(arm -> Double.isFinite(arm.rate()))
        .map(
            arm -> new IntervalChart.Row(
                words.arm(arm.arm()), arm.rate() * 100, hundredfold(arm.rateInterval()), "", kind(arm.arm())))
        .toList();
    return new IntervalChart(words.say("chart.rate", window()) + ", %", rows, 1, false);
  }

  private static Interval hundredfold(Interval interval) {
    return new Interval(interval.low() * 100, interval.high() * 100);
  }

  private IntervalChart prices() {
    List<IntervalChart.Row> rows = new ArrayList<>();
    for (Comparison.Pair pair : report.againstBaseline()) {
      Fieller price = pair.money().costPerPayer();
      if (Double.isFinite(price.estimate()) && report.showsMore(pair)) {
        String note = price.bounded() ? "" : words.say("unbounded");
        Interval interval = price.bounded() ? price.interval() : Interval.NONE;
        rows.add(new IntervalChart.Row(words.arm(pair.arm()), price.estimate(), interval, note, kind(pair.arm())));
      }
    }
    String currency = report.campaign().flatMap(one -> one.accounts().facts().currency())
        .map(code -> ", " + code.getCurrencyCode())
        .orElse("");
    return new IntervalChart(words.say("chart.price", words.arm(baseline())) + currency, rows, 2, true);
  }

  private IntervalChart segments() {
    List<IntervalChart.Row> rows = new ArrayList<>();
    for (Comparison.Pair pair : report.againstBaseline()) {
      for (Comparison.Segment segment : pair.inside().segments().orElse(List.of())) {
        double half = segment.se() * 196;
        double value = segment.difference() * 100;
        if (Double.isFinite(value)) {
          rows.add(
              new IntervalChart.Row(
                  words.arm(pair.arm()) + ", " + words.named("reason", segment.reason())
                      + (ActivityTables.isFewTried(report, pair.arm(), segment.reason()) ? " " + words.say("few") : ""),
                  value,
                  new Interval(value - half, value + half), "", kind(pair.arm())));
        }
      }
    }
    return new IntervalChart(words.say("chart.strata", words.arm(baseline())), rows, 1, true);
  }

  private Optional<LineChart> survival() {
    List<LineChart.Curve> curves = new ArrayList<>();
    double window = report.asked().question().windowDays();
    for (Comparison.Arm arm : report.comparison().arms()) {
      if (arm.pace().curve().isEmpty()) {
        return Optional.empty();
      }
      List<KaplanMeier.Point> points = thinned(
          arm.pace().curve().get().stream().filter(point -> point.day() <= window).toList());
      double[] days = new double[points.size() + 2];
      double[] unpaid = new double[points.size() + 2];
      unpaid[0] = 100;
      for (int index = 0; index < points.size(); index++) {
        days[index + 1] = points.get(index).day();
        unpaid[index + 1] = points.get(index).unpaid() * 100;
      }
      days[points.size() + 1] = window;
      unpaid[points.size() + 1] = unpaid[points.size()];
      curves.add(LineChart.Curve.plain(words.arm(arm.arm()), days, unpaid, true));
    }
    return Optional.of(
        new LineChart(words.say("chart.survival") + ", %", curves, 0, 100, words.say("chart.days")));
  }

  private static List<KaplanMeier.Point> thinned(List<KaplanMeier.Point> points) {
    List<KaplanMeier.Point> few = new ArrayList<>();
    int every = points.size() / MOST_POINTS + 1;
    for (int index = 0; index < points.size(); index++) {
      if (index % every == 0 || index == points.size() - 1) {
        few.add(points.get(index));
      }
    }
    return few;
  }

  /// Returns one picture for each arm, all on the same scale.
  private List<LineChart> anytime() {
    List<LineChart> charts = new ArrayList<>();
    List<DailyDifferences> lines = report.findings().lines();
    double reach = 1;
    for (DailyDifferences line : lines) {
      for (DailyDifferences.Day day : line.days()) {
        if (day.anytime().isKnown()) {
          reach = Math.max(reach, 100 * Math.max(-day.anytime().low(), day.anytime().high()));
        }
      }
    }
    for (DailyDifferences line : lines) {
      List<DailyDifferences.Day> known = line.days().stream().filter(day -> day.anytime().isKnown()).toList();
      if (known.size() > 1) {
        double[] days = known.stream().mapToDouble(DailyDifferences.Day::day).toArray();
        double[] values = known.stream().mapToDouble(day -> day.difference() * 100).toArray();
        double[] below = known.stream().mapToDouble(day -> day.anytime().low() * 100).toArray();
        double[] above = known.stream().mapToDouble(day -> day.anytime().high() * 100).toArray();
        String name = words.arm(line.arm());
        charts.add(
            new LineChart(
                ReportWords.capital(words.say("chart.anytime", name, words.arm(baseline()))),
                List.of(new LineChart.Curve(name, days, values, below, above, false)), -reach, reach,
                words.say("chart.days")));
      }
    }
    return charts;
  }

  private Optional<LineChart> debt(CampaignActivity story) {
    List<LineChart.Curve> curves = new ArrayList<>();
    double high = 0;
    for (CampaignActivity.Debt arm : story.debt()) {
      double[] days = new double[arm.remaining().length];
      for (int day = 0; day < days.length; day++) {
        days[day] = day;
        high = Math.max(high, arm.remaining()[day]);
      }
      if (days.length > 1) {
        curves.add(LineChart.Curve.plain(words.arm(arm.arm()), days, arm.remaining(), false));
      }
    }
    return curves.isEmpty() || high == 0
        ? Optional.empty()
        : Optional.of(new LineChart(words.say("chart.debt"), curves, 0, high * 1.05, words.say("chart.days")));
  }
}
