package org.obzvon.schedule;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.Campaigns;
import org.obzvon.campaign.Campaigns.Enrolled;
import org.obzvon.contact.ContactPlans;
import org.obzvon.contact.ContactPlans.Key;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.policy.PolicyAnswer;
import org.obzvon.policy.PolicyQuestion;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;

/// Computes what the next tick of a campaign would do, counted by reason; nothing is stored and nobody is contacted. It
/// goes through the overdue accounts page by page, as the tick does, and remembers of earlier pages only which steps it
/// has counted.
public final class DryRun {
  private static final int PAGE = 1_000;

  private final Accounts accounts;
  private final Campaigns campaigns;
  private final ContactPlans plans;
  private final ContactPolicy policy;
  private final InstantSource clock;

  public DryRun(
      Accounts accounts, Campaigns campaigns, ContactPlans plans, ContactPolicy policy, InstantSource clock) {
    this.accounts = accounts;
    this.campaigns = campaigns;
    this.plans = plans;
    this.policy = policy;
    this.clock = clock;
  }

  /// @param byArm accounts the campaign holds or would enrol, by arm
  /// @param byDecision steps due now that are not planned yet, by the policy's decision and rule
  public record Result(int overdue, int inNoSegment, Map<String, Integer> byArm, Map<String, Integer> byDecision) {}

  public Result of(Campaign campaign) {
    Counting counting = new Counting(campaign, clock.instant());
    accounts.pagesOfOverdue(PAGE).forEach(counting::add);
    return new Result(counting.overdue, counting.overdue - counting.members, counting.byArm, counting.byDecision);
  }

  private final class Counting {
    private final Campaign campaign;
    private final Instant now;
    private final ClosedDayShift notices;
    private final Set<Key> counted = new HashSet<>();
    private final Map<String, Integer> byArm = new TreeMap<>();
    private final Map<String, Integer> byDecision = new TreeMap<>();
    private int overdue;
    private int members;

    Counting(Campaign campaign, Instant now) {
      this.campaign = campaign;
      this.now = now;
      this.notices = ClosedDayShift.ofNotices(campaign, policy);
    }

    void add(List<Account> page) {
      DueSteps due = new DueSteps(campaign, page, now, notices);
      List<Enrolled> all = new ArrayList<>(campaigns.enrolled(campaign.id(), due.accounts()));
      all.addAll(campaigns.preview(campaign, due.newcomers(all)));
      overdue += page.size();
      members += all.size();
      all.forEach(member -> byArm.merge(member.arm(), 1, Integer::sum));
      counted.addAll(plans.planned(campaign.id(), due.households()));
      List<PolicyQuestion> questions = due.questions(all, counted);
      questions.forEach(question -> counted.add(Key.of(question.contact())));
      for (List<PolicyQuestion> some : ContactPolicy.portions(questions)) {
        for (PolicyAnswer answer : policy.preview(some, DecisionPoint.PLAN)) {
          byDecision.merge(words(answer.decision()), 1, Integer::sum);
        }
      }
    }
  }

  private static String words(Decision decision) {
    return switch (decision) {
      case Decision.Allowed _ -> "allowed now";
      case Decision.Deferred(_, var rule, _) -> "deferred: " + rule;
      case Decision.Refused(var rule, _) -> "refused: " + rule;
    };
  }
}
