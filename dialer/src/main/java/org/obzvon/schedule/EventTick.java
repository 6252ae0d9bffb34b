package org.obzvon.schedule;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.Campaigns;
import org.obzvon.campaign.EventRule;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.contact.ContactPlans;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.policy.PolicyAnswer;
import org.obzvon.policy.PolicyQuestion;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.IdGenerator;
import org.obzvon.schedule.CampaignEvents.Days;
import org.obzvon.schedule.CampaignEvents.Happening;

/// Plans the messages about events, as far as a campaign asks for them. They wait in the same queue, and the same
/// policy judges them, as the steps of the ladder. Each promise, payment or appointment gets one message, however often
/// the tick runs.
public final class EventTick {
  /// The most messages of each kind in one tick; more wait for the next one.
  private static final int MOST = 2_000;

  private final Accounts accounts;
  private final Campaigns campaigns;
  private final CampaignEvents happenings;
  private final ContactPlans plans;
  private final ContactPolicy policy;
  private final InstantSource clock;

  public EventTick(
      Accounts accounts, Campaigns campaigns, CampaignEvents happenings, ContactPlans plans, ContactPolicy policy,
      InstantSource clock) {
    this.accounts = accounts;
    this.campaigns = campaigns;
    this.happenings = happenings;
    this.plans = plans;
    this.policy = policy;
    this.clock = clock;
  }

  /// Returns how many contacts were planned, including those that the policy refused.
  public int run(Campaign campaign) {
    if (campaign.state() != CampaignState.RUNNING) {
      return 0;
    }
    Instant now = clock.instant();
    int planned = 0;
    for (var rule : campaign.definition().rules().happenings().entrySet()) {
      List<PolicyQuestion> due = due(campaign, rule.getKey(), rule.getValue(), now);
      for (List<PolicyQuestion> some : ContactPolicy.portions(due)) {
        List<PolicyAnswer> answers = policy.ask(some, DecisionPoint.PLAN);
        planned += plans.add(answers.stream().map(answer -> CampaignTick.plan(answer, now)).toList(), now);
      }
    }
    return planned;
  }

  private List<PolicyQuestion> due(Campaign campaign, ContactOrigin.Kind kind, EventRule rule, Instant now) {
    List<Happening> happened = happened(campaign, kind, days(kind, rule, now));
    ClosedDayShift hours = ClosedDayShift.of(campaign, policy, kind);
    Map<UUID, Account> known = accounts
        .byIds(happened.stream().map(one -> one.member().account()).collect(Collectors.toSet()));
    var rules = campaign.definition().rules();
    List<PolicyQuestion> questions = new ArrayList<>();
    for (Happening one : happened) {
      Optional<Account> account = Optional.ofNullable(known.get(one.member().account()));
      ZoneId zone = account.flatMap(found -> found.subscriber().place().zone()).orElse(ZoneOffset.UTC);
      Contact.Window window = window(rule, kind, one, hours, zone);
      boolean holds = rules.calendar().holds(now.atZone(zone).toLocalDate());
      if (holds && !now.isBefore(window.due()) && now.isBefore(window.expires())) {
        Contact contact = contact(campaign, kind, rule, one, window);
        questions.add(new PolicyQuestion(contact, rules.profile(kind), rules.calendar().holidays()));
      }
    }
    return questions;
  }

  private List<Happening> happened(Campaign campaign, ContactOrigin.Kind kind, Days days) {
    if (kind != ContactOrigin.Kind.APPOINTMENT) {
      return happenings.of(campaign.id(), kind, days, MOST);
    }
    List<UUID> others = campaigns.all().stream()
        .filter(one -> one.state() == CampaignState.RUNNING && !one.id().equals(campaign.id()))
        .filter(one -> one.definition().rules().happenings().containsKey(kind))
        .map(Campaign::id)
        .toList();
    return happenings.appointments(campaign.id(), others, days, MOST);
  }

  /// Returns the window of a message. That of an appointment opens before it, even if every hour between the reminder's
  /// and the appointment's is closed.
  private static Contact.Window window(
      EventRule rule, ContactOrigin.Kind kind, Happening one, ClosedDayShift hours, ZoneId zone) {
    Contact.Window window = rule.window(kind, one.when(), zone);
    return kind == ContactOrigin.Kind.APPOINTMENT ? hours.beforeItExpires(window, zone) : window;
  }

  private static Contact contact(
      Campaign campaign, ContactOrigin.Kind kind, EventRule rule, Happening one, Contact.Window window) {
    var step = new Contact.Step(
        Contact.Step.HAPPENED + kind.ordinal(), one.when().day(), Channel.SMS, rule.template(),
        ContactOrigin.of(kind, one.subject()));
    return new Contact(
        IdGenerator.next(), campaign.id(), new Contact.Debtor(one.member().household(), one.member().account()),
        one.member().arm(), step, window, 0);
  }

  /// Returns the days that may be due in any zone.
  private static Days days(ContactOrigin.Kind kind, EventRule rule, Instant now) {
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    return switch (kind) {
      case PROMISE_DUE -> new Days(today.minusDays(1), today.plusDays(1), now);
      case PROMISE_BROKEN -> new Days(today.minusDays(rule.days() + 3L), today.plusDays(1), now);
      case PAYMENT -> new Days(today.minusDays(3), today.plusDays(1), now);
      case APPOINTMENT -> new Days(today.minusDays(1), today.plusDays(rule.days() + ClosedDayShift.MOST_DAYS + 1L),
          now);
      case LADDER, NOTICE, ASKED -> throw new IllegalArgumentException("a step of the ladder does not happen: " + kind);
    };
  }
}
