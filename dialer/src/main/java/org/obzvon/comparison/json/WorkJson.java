package org.obzvon.comparison.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;
import org.obzvon.comparison.CampaignActivity;
import org.obzvon.comparison.Guardrails;
import org.obzvon.comparison.OperatorLoad;
import org.obzvon.comparison.WorkResults;

/// Writes the work of a campaign by script and operator, and what must not get worse.
final class WorkJson {
  private WorkJson() {}

  static void put(ObjectNode campaign, CampaignActivity.Work work) {
    ArrayNode guards = campaign.putArray("guardrails");
    work.guards().forEach(guard -> putGuard(guards.addObject(), guard));
    ArrayNode scripts = campaign.putArray("scripts");
    for (CampaignActivity.Script script : work.scripts()) {
      ObjectNode node = scripts.addObject();
      node.put("channel", script.by().channel().name());
      node.put("script", script.by().script());
      node.put("attempts", script.calls().attempts());
      node.put("answered", script.calls().answered());
      putAccounts(node, script.accounts(), script.cost());
    }
    ArrayNode operators = campaign.putArray("operators");
    for (OperatorLoad load : work.operators()) {
      ObjectNode node = operators.addObject();
      node.put("operator", load.operator());
      node.put("turns", load.turns().all());
      node.put("answered", load.turns().answered());
      node.put("days", load.turns().days());
      node.put("talk_seconds", load.spent().talk().toSeconds());
      node.put("wrap_up_seconds", load.spent().wrapUp().toSeconds());
      ComparisonJson.put(node, "busy", load.spent().busy());
      putAccounts(node, load.accounts(), load.cost());
    }
  }

  private static void putGuard(ObjectNode node, Guardrails guard) {
    node.put("arm", guard.arm());
    node.put("households", guard.households().all());
    node.put("opt_outs", guard.households().optOuts());
    node.put("complaints", guard.households().complaints());
    node.put("accounts", guard.accounts());
    guard.left().ifPresentOrElse(left -> node.put("left", left), () -> node.putNull("left"));
    node.put("attempts", guard.attempts().all());
    node.put("not_allowed", guard.attempts().notAllowed());
    node.put("answered_calls", guard.attempts().answered());
    node.put("silent_calls", guard.attempts().broken());
    node.put("payers_followed", guard.again().payers());
    node.put("overdue_again", guard.again().overdue());
  }

  private static void putAccounts(ObjectNode node, WorkResults accounts, Optional<BigDecimal> cost) {
    node.put("accounts", accounts.accounts());
    node.put("reached", accounts.reached());
    node.put("promised", accounts.promised());
    node.put("paid", accounts.paid());
    cost.ifPresentOrElse(sum -> node.put("cost", sum), () -> node.putNull("cost"));
  }
}
