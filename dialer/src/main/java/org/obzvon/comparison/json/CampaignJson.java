package org.obzvon.comparison.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.obzvon.comparison.CampaignAccounts;
import org.obzvon.comparison.CampaignActivity;
import org.obzvon.comparison.Comparison;
import org.obzvon.comparison.Registrations;
import org.obzvon.comparison.Report;
import org.obzvon.comparison.SegmentTries;

/// Writes what the report of a campaign says beside the comparison: its campaign, how fresh it is, and the funnels.
final class CampaignJson {
  private CampaignJson() {}

  static ObjectNode of(Report report, Report.OfCampaign campaign) {
    CampaignAccounts accounts = campaign.accounts();
    CampaignAccounts.Facts facts = accounts.facts();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", facts.name());
    node.put("simulated", facts.simulated());
    node.put("definition_sha256", facts.definitionSha256());
    facts.freshTo().ifPresentOrElse(
        moment -> node.put("payments_known_to", moment.toString()), () -> node.putNull("payments_known_to"));
    facts.currency().ifPresentOrElse(
        currency -> node.put("currency", currency.getCurrencyCode()), () -> node.putNull("currency"));
    node.put("stage", report.stage().name());
    node.put("still_followed", accounts.story().stillFollowed());
    node.put("looks_before", campaign.looks().size());
    node.put("interim_looks", report.interimLooks());
    node.put("payer_share", accounts.story().following().payer().share());
    plans(node.putArray("plans"), campaign.versions());
    believed(node.putArray("believed"), report);
    ArrayNode funnels = node.putArray("funnels");
    accounts.funnels().forEach(funnel -> funnels.add(funnel(funnel)));
    tries(node.putArray("segments_tried"), accounts.story());
    WorkJson.put(node, accounts.story().work());
    letters(node, accounts.story().work().letters());
    return node;
  }

  private static void plans(ArrayNode plans, List<Registrations.Version> versions) {
    for (Registrations.Version version : versions) {
      ObjectNode plan = plans.addObject();
      plan.put("sha256", version.plan().sha256());
      plan.put("registered_at", version.at().toString());
      version.plan().underpowered().ifPresentOrElse(
          why -> plan.put("underpowered", why), () -> plan.putNull("underpowered"));
    }
  }

  /// Writes the interval that may be believed at this stage, beside those of one look.
  private static void believed(ArrayNode list, Report report) {
    for (Comparison.Pair pair : report.comparison().pairs()) {
      ObjectNode node = list.addObject();
      node.put("arm", pair.arm());
      node.put("baseline", pair.baseline());
      ComparisonJson.put(node, "ci", report.interval(pair));
      ComparisonJson.put(node, "p_adjusted", report.adjustedP(pair));
      node.put("shown", report.shows(pair));
    }
  }

  private static void tries(ArrayNode list, CampaignActivity story) {
    for (SegmentTries one : story.tries()) {
      list.addObject()
          .put("arm", one.arm()).put("segment", one.segment()).put("assigned", one.assigned())
          .put("tried", one.tried()).put("few", one.isFew());
    }
  }

  private static ObjectNode funnel(CampaignAccounts.Funnel funnel) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    CampaignAccounts.Steps steps = funnel.steps();
    node.put("arm", funnel.arm());
    node.put("assigned", steps.assigned());
    node.put("attempted", steps.attempted());
    node.put("answered", steps.answered());
    node.put("reached", steps.reached());
    node.put("promised", steps.promised());
    node.put("kept", steps.kept());
    node.put("paid", steps.paid());
    put(node, "recovered", funnel.money().map(CampaignAccounts.Sums::recovered));
    put(node, "cost", funnel.money().flatMap(CampaignAccounts.Sums::cost));
    return node;
  }

  /// Writes `texts` by arm, and `notices` that went to every arm alike.
  private static void letters(ObjectNode node, CampaignActivity.Letters letters) {
    ArrayNode texts = node.putArray("texts");
    for (CampaignActivity.Texts arm : letters.texts()) {
      CampaignActivity.Fates fates = arm.fates();
      ObjectNode one = texts.addObject();
      one.put("arm", arm.arm()).put("sent", fates.sent()).put("delivered", fates.delivered());
      one.put("undeliverable", fates.undeliverable()).put("failed", fates.failed()).put("lost", fates.lost());
      one.put("open", fates.open()).put("segments", arm.segments());
      put(one, "cost", arm.cost());
    }
    ArrayNode notices = node.putArray("notices");
    for (CampaignActivity.Notices arm : letters.notices()) {
      notices.addObject()
          .put("arm", arm.arm()).put("due", arm.due()).put("sent", arm.sent()).put("delivered", arm.delivered());
    }
  }

  private static void put(ObjectNode node, String field, Optional<BigDecimal> amount) {
    amount.ifPresentOrElse(value -> node.put(field, value), () -> node.putNull(field));
  }
}
