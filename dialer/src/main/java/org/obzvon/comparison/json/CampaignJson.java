package org.obzvon.comparison.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;
import org.obzvon.comparison.CampaignAccounts;

/// What the report of a campaign tells beside the comparison: whose it is, how fresh, and the funnels.
final class CampaignJson {
  private CampaignJson() {}

  static ObjectNode of(CampaignAccounts accounts) {
    CampaignAccounts.Facts facts = accounts.facts();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", facts.name());
    node.put("simulated", facts.simulated());
    node.put("definition_sha256", facts.definitionSha256());
    facts.freshTo().ifPresentOrElse(
        moment -> node.put("payments_known_to", moment.toString()), () -> node.putNull("payments_known_to"));
    facts.currency().ifPresentOrElse(
        currency -> node.put("currency", currency.getCurrencyCode()), () -> node.putNull("currency"));
    ArrayNode funnels = node.putArray("funnels");
    accounts.funnels().forEach(funnel -> funnels.add(funnel(funnel)));
    return node;
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

  private static void put(ObjectNode node, String field, Optional<BigDecimal> amount) {
    amount.ifPresentOrElse(value -> node.put(field, value), () -> node.putNull(field));
  }
}
