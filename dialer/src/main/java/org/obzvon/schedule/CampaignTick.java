package org.obzvon.schedule;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.Campaigns;
import org.obzvon.campaign.Campaigns.Candidate;
import org.obzvon.campaign.Campaigns.Enrolled;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.LadderStep;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactPlans;
import org.obzvon.contact.ContactPlans.Key;
import org.obzvon.contact.ContactPlans.Plan;
import org.obzvon.policy.Answer;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.Moment;
import org.obzvon.policy.Question;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.Ids;

/// One tick of a campaign: enrol whom a segment picks, plan the steps that are due, ask the policy, fill the queue.
/// Idempotent: a tick that comes twice, late or on two nodes at once plans nothing twice.
public final class CampaignTick {
  private static final int MOST_AT_ONCE = 500;

  private final Accounts accounts;
  private final Campaigns campaigns;
  private final ContactPlans plans;
  private final ContactPolicy policy;
  private final InstantSource clock;

  public CampaignTick(
      Accounts accounts, Campaigns campaigns, ContactPlans plans, ContactPolicy policy, InstantSource clock) {
    this.accounts = accounts;
    this.campaigns = campaigns;
    this.plans = plans;
    this.policy = policy;
    this.clock = clock;
  }

  /// What a tick did; one line of it goes to the log.
  public record Counts(int enrolled, int queued, int deferred, int refused) {
    static final Counts NONE = new Counts(0, 0, 0, 0);
  }

  public Counts run(Campaign campaign) {
    if (campaign.state() != CampaignState.RUNNING) {
      return Counts.NONE;
    }
    Instant now = clock.instant();
    List<Account> overdue = accounts.overdue();
    Set<UUID> held = campaigns.enrolled(campaign.id()).stream().map(Enrolled::account).collect(Collectors.toSet());
    List<Candidate> candidates =
        candidates(campaign, overdue, now).stream()
            .filter(candidate -> !held.contains(candidate.account().id()))
            .toList();
    int enrolled = campaigns.enrol(campaign, candidates, now);
    List<Question> due = due(campaign, campaigns.enrolled(campaign.id()), overdue, now);
    int queued = 0;
    int deferred = 0;
    int refused = 0;
    for (int from = 0; from < due.size(); from += MOST_AT_ONCE) {
      List<Answer> answers = policy.ask(due.subList(from, Math.min(due.size(), from + MOST_AT_ONCE)), Moment.PLAN);
      plans.add(answers.stream().map(answer -> plan(answer, now)).toList(), now);
      for (Answer answer : answers) {
        switch (answer.decision()) {
          case Decision.Allowed _ -> queued++;
          case Decision.Deferred _ -> deferred++;
          case Decision.Refused _ -> refused++;
        }
      }
    }
    return new Counts(enrolled, queued, deferred, refused);
  }

  /// Whom the campaign would take in now, for the tick and for the dry run.
  static List<Candidate> candidates(Campaign campaign, List<Account> overdue, Instant now) {
    List<Candidate> candidates = new ArrayList<>();
    for (Account account : overdue) {
      LocalDate today = now.atZone(zone(account)).toLocalDate();
      if (campaign.definition().rules().calendar().holds(today)) {
        campaign
            .definition()
            .segmentOf(account, today)
            .ifPresent(segment -> candidates.add(new Candidate(account, segment.name())));
      }
    }
    return candidates;
  }

  private List<Question> due(Campaign campaign, List<Enrolled> enrolled, List<Account> overdue, Instant now) {
    Map<UUID, Account> owing = overdue.stream().collect(Collectors.toMap(Account::id, Function.identity()));
    Set<Key> known = new HashSet<>(plans.planned(campaign.id()));
    List<Enrolled> largestFirst =
        enrolled.stream()
            .filter(member -> owing.containsKey(member.account()))
            .sorted(
                Comparator.comparing((Enrolled member) -> owing.get(member.account()).debt().balance().amount())
                    .thenComparing(member -> owing.get(member.account()).number()))
            .toList();
    List<Question> questions = new ArrayList<>();
    for (Enrolled member : largestFirst) {
      for (Contact contact : due(campaign, member, owing.get(member.account()), now)) {
        if (known.add(Key.of(contact))) {
          var rules = campaign.definition().rules();
          questions.add(new Question(contact, rules.profile(contact.step().ground().kind()), rules.calendar().holidays()));
        }
      }
    }
    return questions;
  }

  /// The steps that are due for one member, as contacts.
  static List<Contact> due(Campaign campaign, Enrolled member, Account account, Instant now) {
    ZoneId zone = zone(account);
    if (!campaign.definition().rules().calendar().holds(now.atZone(zone).toLocalDate())) {
      return List.of();
    }
    List<Contact> contacts = new ArrayList<>();
    for (LadderStep step : campaign.definition().ladder()) {
      if (step.isFor(member.arm(), member.segment())) {
        step.plan(account.debt().since(), account.debt().restrictionOn(), zone)
            .filter(planned -> planned.isDue(now))
            .map(
                planned ->
                    new Contact(
                        Ids.next(), campaign.id(), new Contact.Debtor(account.household(), account.id()), member.arm(),
                        planned.step(), planned.window(), 0))
            .ifPresent(contacts::add);
      }
    }
    return contacts;
  }

  static Plan plan(Answer answer, Instant now) {
    Contact contact = answer.question().contact();
    return switch (answer.decision()) {
      case Decision.Allowed _ -> new Plan.Wait(contact, now);
      case Decision.Deferred(var until, _, _) -> new Plan.Wait(contact, until);
      case Decision.Refused(_, var why) -> new Plan.Refuse(contact, why);
    };
  }

  /// Where the zone is unknown the day is counted in UTC; the policy then stops the contact by name.
  private static ZoneId zone(Account account) {
    Optional<ZoneId> zone = account.subscriber().place().zone();
    return zone.orElse(ZoneOffset.UTC);
  }
}
