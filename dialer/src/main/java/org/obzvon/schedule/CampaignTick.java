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
import org.obzvon.register.Account;

/// One tick of a campaign: enrols the accounts that a segment picks, plans the steps that are due, asks the policy,
/// fills the queue. Idempotent: a tick that comes twice, late or on two nodes at once plans nothing twice. It goes
/// through the accounts page by page, so its memory does not grow with the register, and reads only those for which
/// something may have become due (see [AccountScans]).
public final class CampaignTick {
  private final AccountScans scans;
  private final Campaigns campaigns;
  private final ContactPlans plans;
  private final ContactPolicy policy;
  private final InstantSource clock;

  public CampaignTick(
      AccountScans scans, Campaigns campaigns, ContactPlans plans, ContactPolicy policy, InstantSource clock) {
    this.scans = scans;
    this.campaigns = campaigns;
    this.plans = plans;
    this.policy = policy;
    this.clock = clock;
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
    ClosedDayShift notices = ClosedDayShift.ofNotices(campaign, policy);
    AccountScans.Scan scan = scans.begin(campaign, now);
    Counts counts = Counts.NONE;
    Instant due = Instant.MAX;
    for (List<Account> page : (Iterable<List<Account>>) scan.pages()::iterator) {
      DueSteps steps = new DueSteps(campaign, page, now, notices);
      List<Enrolled> members = campaigns.enrolled(campaign.id(), steps.accounts());
      Campaigns.Enrolments enrolments = campaigns.enrol(campaign, steps.newcomers(members), now);
      List<Enrolled> all = Stream.concat(members.stream(), enrolments.all().stream()).toList();
      counts = counts.and(new Counts(enrolments.added(), 0, 0, 0)).and(plan(steps, all, now));
      Instant next = steps.next(all);
      due = next.isBefore(due) ? next : due;
    }
    scans.end(scan, due);
    return counts;
  }

  private Counts plan(DueSteps due, List<Enrolled> members, Instant now) {
    Set<Key> known = plans.planned(due.campaign().id(), due.households());
    Counts counts = Counts.NONE;
    for (List<PolicyQuestion> some : ContactPolicy.portions(due.questions(members, known))) {
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
