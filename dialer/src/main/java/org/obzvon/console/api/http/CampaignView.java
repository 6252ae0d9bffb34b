package org.obzvon.console.api.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.campaign.Arm;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.Definition;
import org.obzvon.contact.Channel;
import org.obzvon.document.Problem;
import org.obzvon.schedule.DryRun;

record CampaignView(
    String name, CampaignState state, boolean simulated, String experiment, List<ArmView> arms, List<StepView> ladder,
    String policy, TurnsView turns, List<Warning> warnings, Instant createdAt, Optional<Instant> startedAt) {

  record ArmView(String name, int weight) {
    private static ArmView of(Arm arm) {
      return new ArmView(arm.name(), arm.weight());
    }
  }

  record TurnsView(Definition.Priority priority, int weight) {
    private static TurnsView of(Definition.Turns turns) {
      return new TurnsView(turns.priority(), turns.weight());
    }
  }

  /// @param where key of the file, such as `ladder[2]`
  record Warning(String where, String code, String why) {
    private static Warning of(Problem problem) {
      return new Warning(problem.where(), problem.reason().code(), problem.reason().english());
    }
  }

  record StepView(int number, Channel channel, String script) {}

  record Listed(List<CampaignView> items) {}

  /// @param byDecision number of steps that are due now, by the policy's answer and rule
  record DryRunView(int overdue, int inNoSegment, Map<String, Integer> byArm, Map<String, Integer> byDecision) {
    static DryRunView of(DryRun.Result result) {
      return new DryRunView(result.overdue(), result.inNoSegment(), result.byArm(), result.byDecision());
    }
  }

  static CampaignView of(Campaign campaign, List<Problem> warnings) {
    var definition = campaign.definition();
    return new CampaignView(
        campaign.name(),
        campaign.state(),
        campaign.simulated(),
        definition.experiment().name(),
        definition.experiment().arms().stream().map(ArmView::of).toList(),
        definition.ladder().stream().map(step -> new StepView(step.number(), step.channel(), step.script())).toList(),
        definition.rules().profile(),
        TurnsView.of(definition.rules().turns()),
        warnings.stream().map(Warning::of).toList(),
        campaign.createdAt(),
        campaign.startedAt());
  }
}
