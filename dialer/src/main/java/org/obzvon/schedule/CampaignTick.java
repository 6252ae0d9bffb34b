package org.obzvon.schedule;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
/// Idempotent: a tick that comes twice, late or on two nodes at once plans nothing twice. It goes through the overdue
/// accounts page by page, so its memory does not grow with the register.
public final class CampaignTick {
  /// Accounts in memory at once, about 2 kB each with what is asked about them; large enough that the statements of a
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

  /// What a tick did; one line of it goes to the log.
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
    Counts counts = Counts.NONE;
    List<Account> page = accounts.overdue(Optional.empty(), pageSize);
    while (!page.isEmpty()) {
      counts = counts.and(run(campaign, page, now));
      page = page.size() < pageSize ? List.of() : accounts.overdue(Optional.of(page.getLast()), pageSize);
    }
    return counts;
  }

  private Counts run(Campaign campaign, List<Account> page, Instant now) {
    Set<UUID> ids = page.stream().map(Account::id).collect(Collectors.toSet());
    List<Enrolled> members = campaigns.enrolled(campaign.id(), ids);
    Set<UUID> held = members.stream().map(Enrolled::account).collect(Collectors.toSet());
    List<Candidate> candidates =
        candidates(campaign, page, now).stream()
            .filter(candidate -> !held.contains(candidate.account().id()))
            .toList();
    int enrolled = campaigns.enrol(campaign, candidates, now);
    List<Enrolled> all = enrolled == 0 ? members : campaigns.enrolled(campaign.id(), ids);
    Counts counts = new Counts(enrolled, 0, 0, 0);
    List<Question> due = due(campaign, all, page, now);
    for (int from = 0; from < due.size(); from += ContactPolicy.MOST_QUESTIONS) {
      int to = Math.min(due.size(), from + ContactPolicy.MOST_QUESTIONS);
      counts = counts.and(plan(policy.ask(due.subList(from, to), Moment.PLAN), now));
    }
    return counts;
  }

  private Counts plan(List<Answer> answers, Instant now) {
    plans.add(answers.stream().map(answer -> plan(answer, now)).toList(), now);
    int queued = 0;
    int deferred = 0;
    int refused = 0;
    for (Answer answer : answers) {
      switch (answer.decision()) {
        case Decision.Allowed _ -> queued++;
        case Decision.Deferred _ -> deferred++;
        case Decision.Refused _ -> refused++;
      }
    }
    return new Counts(0, queued, deferred, refused);
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

  /// In the order of the page. The largest debt of a household comes first, in this page or an earlier one, and its steps
  /// are planned once.
  private List<Question> due(Campaign campaign, List<Enrolled> enrolled, List<Account> page, Instant now) {
    Map<UUID, Enrolled> members = enrolled.stream().collect(Collectors.toMap(Enrolled::account, Function.identity()));
    Set<UUID> households = page.stream().map(Account::household).collect(Collectors.toSet());
    Set<Key> known = new HashSet<>(plans.planned(campaign.id(), households));
    var rules = campaign.definition().rules();
    List<Question> questions = new ArrayList<>();
    for (Account account : page) {
      Enrolled member = members.get(account.id());
      if (member != null) {
        due(campaign, member, account, now).stream()
            .filter(contact -> known.add(Key.of(contact)))
            .forEach(
                contact ->
                    questions.add(
                        new Question(
                            contact, rules.profile(contact.step().ground().kind()), rules.calendar().holidays())));
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
      case Decision.Refused(_, var why) -> new Plan.Refuse(contact, why.english());
    };
  }

  /// Where the zone is unknown the day is counted in UTC; the policy then stops the contact by name.
  private static ZoneId zone(Account account) {
    Optional<ZoneId> zone = account.subscriber().place().zone();
    return zone.orElse(ZoneOffset.UTC);
  }
}
