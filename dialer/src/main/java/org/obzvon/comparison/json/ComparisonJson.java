package org.obzvon.comparison.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.obzvon.comparison.Comparison;
import org.obzvon.comparison.Interval;
import org.obzvon.comparison.KaplanMeier;
import org.obzvon.comparison.LogRank;
import org.obzvon.comparison.Report;
import org.obzvon.comparison.ReportWriter;
import org.obzvon.comparison.SampleRatio;

/// Writes the report for other programs. Every field is always there; a number that could not be computed is null and
/// `notes` says why. The report of a campaign has the additional member `campaign`.
public final class ComparisonJson implements ReportWriter {
  private static final JsonMapper MAPPER = JsonMapper.builder()
      .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
      .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
      .build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Override
  public void write(Report report, Writer to) {
    ObjectNode root = of(report);
    report.campaign().ifPresent(one -> root.set("campaign", CampaignJson.of(report, one)));
    try {
      MAPPER.writerWithDefaultPrettyPrinter().writeValue(to, root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode of(Report asked) {
    Comparison comparison = asked.comparison();
    ObjectNode report = NODES.objectNode();
    ArrayNode arms = report.putArray("arms");
    comparison.arms().forEach(arm -> arms.add(arm(arm)));
    report.set("sample_ratio", sampleRatio(comparison.sampleRatio()));
    ObjectNode logRank = logRank(comparison.logRank());
    logRank.set("stratified", logRank(comparison.stratified()));
    report.set("log_rank", logRank);
    ArrayNode pairs = report.putArray("comparisons");
    comparison.pairs().forEach(pair -> pairs.add(PairJson.of(asked, pair)));
    ArrayNode notes = report.putArray("notes");
    comparison.notes().forEach(notes::add);
    return report;
  }

  private static ObjectNode arm(Comparison.Arm arm) {
    ObjectNode node = NODES.objectNode();
    node.put("arm", arm.arm());
    node.put("households", arm.counts().households());
    node.put("accounts", arm.counts().accounts());
    arm.counts().paid().ifPresentOrElse(paid -> node.put("paid", paid), () -> node.putNull("paid"));
    put(node, "rate", arm.rate());
    put(node, "rate_ci", arm.rateInterval());
    put(node, "amount_mean", arm.means().amount());
    put(node, "cost_mean", arm.means().cost());
    Comparison.Pace pace = arm.pace();
    pace.curve().ifPresentOrElse(
        curve -> {
          ArrayNode points = node.putArray("survival");
          curve.forEach(point -> points.add(point(point)));
        },
        () -> node.putNull("survival"));
    put(node, "rmst", pace.mean().days());
    put(node, "rmst_se", pace.mean().se());
    put(node, "median_days", pace.medianDays());
    ObjectNode incidence = node.putObject("incidence");
    put(incidence, "paid", pace.incidence().paid());
    put(incidence, "left", pace.incidence().left());
    return node;
  }

  private static ObjectNode point(KaplanMeier.Point point) {
    ObjectNode node = NODES.objectNode();
    put(node, "day", point.day());
    put(node, "unpaid", point.unpaid());
    put(node, "se", point.se());
    put(node, "ci", point.interval());
    return node;
  }

  private static ObjectNode sampleRatio(SampleRatio ratio) {
    ObjectNode node = NODES.objectNode();
    put(node, "chi2", ratio.chi2());
    putDegrees(node, ratio.df());
    put(node, "p", ratio.p());
    node.put("withheld", ratio.withheld());
    return node;
  }

  private static ObjectNode logRank(LogRank test) {
    ObjectNode node = NODES.objectNode();
    put(node, "chi2", test.chi2());
    putDegrees(node, test.df());
    put(node, "p", test.p());
    return node;
  }

  private static void putDegrees(ObjectNode node, int df) {
    if (df > 0) {
      node.put("df", df);
    } else {
      node.putNull("df");
    }
  }

  static void put(ObjectNode node, String field, double value) {
    if (Double.isFinite(value)) {
      node.put(field, value);
    } else {
      node.putNull(field);
    }
  }

  static void put(ObjectNode node, String field, Interval interval) {
    if (interval.isKnown()) {
      node.putArray(field).add(interval.low()).add(interval.high());
    } else {
      node.putNull(field);
    }
  }
}
