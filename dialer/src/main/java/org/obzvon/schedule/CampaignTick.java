package org.obzvon.schedule;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.Campaigns;
import org.obzvon.campaign.Campaigns.Enrolled;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactPlans;
import org.obzvon.contact.ContactPlans.Key;
import org.obzvon.contact.ContactPlans.Plan;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.policy.PolicyAnswer;
import org.obzvon.policy.PolicyQuestion;
import org.obzvon.register.Accounts;

/// One tick of a campaign: enrols the accounts that a segment picks, plans the steps that are due, asks the policy,
/// fills the queue. Idempotent: a tick that comes twice, late or on two nodes at once plans nothing twice. It goes
/// through the overdue accounts page by page, so its memory does not grow with the register.
public final class CampaignTick {
  /// Accounts in memory at once, about 2 kB each with the data queried for them; large enough that the statements of a
  /// page cost little beside its rows.
  private static final int PAGE = 1_000;

  private final Accounts accounts;
  private final Campaigns campaigns;
  private final ContactPlans plans;
  private final ContactPolicy policy;
  private final InstantSource clock;
  private final int pageSize;

  public CampaignTick(
      Accounts accounts, Campaigns campaigns, ContactPlans plans, ContactPolicy policy, InstantSource clock) {
    this(accounts, campaigns, plans, policy, clock, PAGE);
  }

  /// @param page accounts in memory at once
  CampaignTick(
      Accounts accounts, Campaigns campaigns, ContactPlans plans, ContactPolicy policy, InstantSource clock, int page) {
    this.accounts = accounts;
    this.campaigns = campaigns;
    this.plans = plans;
    this.policy = policy;
    this.clock = clock;
    this.pageSize = page;
  }

  /// The counts of a tick; they are logged in one line.
  public record Counts(int enrolled, int queued, int deferred, int refused) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts and(Counts more) {
      return new Counts(
          enrolled + more.enrolled, queued + more.queued, deferred + more.deferred, refused + more.refused);
    }
  }

  public Counts run(Campaign campaign) {
    if (campaign.state() != CampaignState.RUNNING) {
      return Counts.NONE;
    }
    Instant now = clock.instant();
    PermittedWindows notices = PermittedWindows.ofNotices(campaign, policy);
    return accounts.pagesOfOverdue(pageSize)
        .map(page -> run(campaign, new DueSteps(campaign, page, now, notices), now))
        .reduce(Counts.NONE, Counts::and);
  }

  private Counts run(Campaign campaign, DueSteps due, Instant now) {
    List<Enrolled> members = campaigns.enrolled(campaign.id(), due.accounts());
    Campaigns.Enrolments enrolments = campaigns.enrol(campaign, due.newcomers(members), now);
    List<Enrolled> all = Stream.concat(members.stream(), enrolments.all().stream()).toList();
    Set<Key> known = plans.planned(campaign.id(), due.households());
    Counts counts = new Counts(enrolments.added(), 0, 0, 0);
    for (List<PolicyQuestion> some : ContactPolicy.portions(due.questions(all, known))) {
      counts = counts.and(plan(policy.ask(some, DecisionPoint.PLAN), now));
    }
    return counts;
  }

  private Counts plan(List<PolicyAnswer> answers, Instant now) {
    plans.add(answers.stream().map(answer -> plan(answer, now)).toList(), now);
    int queued = 0;
    int deferred = 0;
    int refused = 0;
    for (PolicyAnswer answer : answers) {
      switch (answer.decision()) {
        case Decision.Allowed _ -> queued++;
        case Decision.Deferred _ -> deferred++;
        case Decision.Refused _ -> refused++;
      }
    }
    return new Counts(0, queued, deferred, refused);
  }

  static Plan plan(PolicyAnswer answer, Instant now) {
    Contact contact = answer.question().contact();
    return switch (answer.decision()) {
      case Decision.Allowed _ -> new Plan.Wait(contact, now);
      case Decision.Deferred(var until, _, _) -> new Plan.Wait(contact, until);
      case Decision.Refused(_, var why) -> new Plan.Refuse(contact, why.english());
    };
  }
}
