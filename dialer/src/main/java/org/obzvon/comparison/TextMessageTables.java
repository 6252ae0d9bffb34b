package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tables of text messages and of notices as cells; the first row names the columns.
public final class TextMessageTables {
  private TextMessageTables() {}

  private static List<String> titles(ReportWords words, String... keys) {
    return Arrays.stream(keys).map(words::say).toList();
  }

  /// Returns one row for each arm; only the head when no message was sent. Opt-outs are those of households, however
  /// they were requested.
  public static List<List<String>> texts(CampaignActivity story, ReportWords words) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        titles(words, "col.arm", "col.sent", "col.delivered", "col.undeliverable", "col.failed", "col.lost",
            "col.onway",
            "col.segments", "col.cost", "col.optouts"));
    if (story.work().letters().texts().stream().allMatch(arm -> arm.fates().sent() == 0)) {
      return rows;
    }
    Map<String, Guardrails.Households> households = story.work().guards().stream()
        .collect(Collectors.toMap(Guardrails::arm, Guardrails::households));
    for (CampaignActivity.Texts arm : story.work().letters().texts()) {
      CampaignActivity.Fates fates = arm.fates();
      Guardrails.Households asked = households.get(arm.arm());
      List<String> row = new ArrayList<>(List.of(words.arm(arm.arm())));
      Stream.of(fates.sent(), fates.delivered(), fates.undeliverable(), fates.failed(), fates.lost(), fates.open(),
          arm.segments()).forEach(count -> row.add(words.count(count)));
      row.add(arm.cost().map(cost -> PlainTextReport.amount(cost, words)).orElse(ReportWords.UNKNOWN));
      row.add(asked.optOuts() + "/" + asked.all());
      rows.add(row);
    }
    return rows;
  }

  /// Returns one row for each arm; only the head when the campaign gives no notice.
  public static List<List<String>> notices(CampaignActivity story, ReportWords words) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(titles(words, "col.arm", "col.notices", "col.sent", "col.delivered"));
    if (story.work().letters().notices().stream().anyMatch(arm -> arm.due() > 0)) {
      for (CampaignActivity.Notices arm : story.work().letters().notices()) {
        rows.add(
            List.of(
                words.arm(arm.arm()), words.count(arm.due()), words.count(arm.sent()), words.count(arm.delivered())));
      }
    }
    return rows;
  }
}
