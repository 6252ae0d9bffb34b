package org.obzvon.schedule;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.Campaigns;
import org.obzvon.campaign.Campaigns.Candidate;
import org.obzvon.campaign.Campaigns.Enrolled;
import org.obzvon.contact.Contact;
import org.obzvon.policy.Answer;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.Moment;
import org.obzvon.policy.Question;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;

/// What the next tick of a campaign would do, counted by reason; nothing is stored and nobody is contacted.
public final class DryRun {
  private final Accounts accounts;
  private final Campaigns campaigns;
  private final ContactPolicy policy;
  private final InstantSource clock;

  public DryRun(Accounts accounts, Campaigns campaigns, ContactPolicy policy, InstantSource clock) {
    this.accounts = accounts;
    this.campaigns = campaigns;
    this.policy = policy;
    this.clock = clock;
  }

  /// @param byArm accounts the campaign would hold, by arm
  /// @param byDecision steps due now, by the policy's answer and rule
  public record Result(int overdue, int inNoSegment, Map<String, Integer> byArm, Map<String, Integer> byDecision) {}

  public Result of(Campaign campaign) {
    Instant now = clock.instant();
    List<Account> overdue = accounts.overdue();
    List<Candidate> candidates = CampaignTick.candidates(campaign, overdue, now);
    List<Enrolled> members = campaigns.preview(campaign, candidates);
    Map<String, Integer> byArm = new TreeMap<>();
    members.forEach(member -> byArm.merge(member.arm(), 1, Integer::sum));
    return new Result(
        overdue.size(), overdue.size() - candidates.size(), byArm, byDecision(campaign, members, overdue, now));
  }

  private Map<String, Integer> byDecision(
      Campaign campaign, List<Enrolled> members, List<Account> overdue, Instant now) {
    Map<UUID, Account> owing = overdue.stream().collect(Collectors.toMap(Account::id, Function.identity()));
    var rules = campaign.definition().rules();
    List<Question> questions = new ArrayList<>();
    for (Enrolled member : members) {
      for (Contact contact : CampaignTick.due(campaign, member, owing.get(member.account()), now)) {
        questions.add(new Question(contact, rules.profile(contact.step().ground().kind()), rules.calendar().holidays()));
      }
    }
    Map<String, Integer> byDecision = new TreeMap<>();
    for (int from = 0; from < questions.size(); from += ContactPolicy.MOST_QUESTIONS) {
      int to = Math.min(questions.size(), from + ContactPolicy.MOST_QUESTIONS);
      for (Answer answer : policy.preview(questions.subList(from, to), Moment.PLAN)) {
        byDecision.merge(words(answer.decision()), 1, Integer::sum);
      }
    }
    return byDecision;
  }

  private static String words(Decision decision) {
    return switch (decision) {
      case Decision.Allowed _ -> "allowed now";
      case Decision.Deferred(_, var rule, _) -> "deferred: " + rule;
      case Decision.Refused(var rule, _) -> "refused: " + rule;
    };
  }
}
