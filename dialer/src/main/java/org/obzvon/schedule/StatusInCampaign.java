package org.obzvon.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.obzvon.campaign.Arm;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.Campaigns.Enrolled;
import org.obzvon.campaign.Definition;
import org.obzvon.campaign.LadderStep;
import org.obzvon.campaign.LadderStep.Planned;
import org.obzvon.campaign.Segment;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.contact.ContactPlans.Key;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.OpenContacts.Open;
import org.obzvon.document.Sentence;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.policy.PolicyQuestion;
import org.obzvon.queue.PolicyQuestionBuilder;
import org.obzvon.register.Account;
import org.obzvon.register.IdGenerator;
import org.obzvon.schedule.AccountStatus.InCampaign;
import org.obzvon.schedule.AccountStatus.Member;
import org.obzvon.schedule.AccountStatus.Next;

/// Computes the status of one account in one campaign.
final class StatusInCampaign {
  /// The policy is asked about an unplanned contact as if it never expired, so that a rule that only defers it states
  /// the moment until which it does.
  private static final Duration NO_END = Duration.ofDays(400);

  private final Campaign campaign;
  private final Definition definition;
  private final Account account;
  private final Optional<Enrolled> member;
  private final ContactPolicy policy;
  private final Instant now;
  private final LocalDate today;
  private final Optional<Segment> segment;
  private final List<Sentence> reasons = new ArrayList<>();

  StatusInCampaign(
      Campaign campaign, Account account, Optional<Enrolled> member, ContactPolicy policy, Instant now) {
    this.campaign = campaign;
    this.definition = campaign.definition();
    this.account = account;
    this.member = member;
    this.policy = policy;
    this.now = now;
    this.today = account.today(now);
    this.segment = member
        .map(held -> definition.segmentOfMember(held.segment(), account, today))
        .orElseGet(() -> definition.segmentOf(account, today));
  }

  /// @param open contacts of the account in this campaign that are not over
  /// @param planned steps of its household that are planned, in any state
  InCampaign read(List<Open> open, Set<Key> planned) {
    state();
    membership();
    boolean over = campaign.state() == CampaignState.STOPPED;
    Optional<Next> next = over ? Optional.empty() : next(open, planned);
    Optional<Decision> decision = over
        ? Optional.empty()
        : question(open, next).map(one -> policy.preview(List.of(one), DecisionPoint.PLACE).getFirst().decision());
    decision.map(this::words).ifPresent(reasons::add);
    return new InCampaign(
        campaign.name(), campaign.state(),
        member.map(held -> new Member(held.arm(), held.segment(), segment.map(Segment::name))), next, decision,
        reasons);
  }

  private void state() {
    switch (campaign.state()) {
      case DRAFT -> reasons.add(StatusWords.DRAFT.with());
      case PAUSED -> reasons.add(StatusWords.PAUSED.with());
      case STOPPED -> reasons.add(StatusWords.STOPPED.with());
      case RUNNING -> {
      }
    }
    if (campaign.simulated()) {
      reasons.add(StatusWords.SIMULATED.with());
    }
    var calendar = definition.rules().calendar();
    if (today.isBefore(calendar.from())) {
      reasons.add(StatusWords.NOT_BEGUN.with(calendar.from()));
    } else if (today.isAfter(calendar.until())) {
      reasons.add(StatusWords.ENDED.with(calendar.until()));
    }
  }

  private void membership() {
    if (member.isPresent()) {
      member(member.get());
    } else if (segment.isPresent()) {
      boolean next = campaign.state() == CampaignState.RUNNING && definition.rules().calendar().holds(today);
      reasons.add((next ? StatusWords.TAKEN_NEXT : StatusWords.TAKEN_LATER).with(segment.get().name()));
    } else {
      reasons.add(StatusWords.LEFT_OUT.of(definition.leftOut(account, today)));
    }
  }

  private void member(Enrolled held) {
    String name = segment.map(Segment::name).orElse(held.segment());
    reasons.add(
        name.equals(held.segment())
            ? StatusWords.MEMBER.with(held.arm(), name)
            : StatusWords.MEMBER_MOVED.with(held.arm(), name, held.segment()));
    if (Arm.HOLD_OUT.equals(held.arm())) {
      reasons.add(StatusWords.HOLD_OUT.with());
    }
    if (segment.isEmpty()) {
      reasons.add(StatusWords.NO_SEGMENT_NOW.of(definition.leftOut(account, today)));
    }
  }

  private Optional<Next> next(List<Open> open, Set<Key> planned) {
    for (Open one : open) {
      var step = one.contact().step();
      reasons.add(
          one.state() == ContactState.IN_PROGRESS
              ? StatusWords.IN_PROGRESS.with(step.channel(), step.script())
              : StatusWords.WAITS.with(
                  step.channel(), step.script(), local(one.notBefore()), local(one.contact().window().expires())));
    }
    Optional<Next> waits = open.stream().findFirst().map(StatusInCampaign::waiting);
    return waits.or(() -> member.isPresent() && segment.isPresent() ? coming(planned) : Optional.empty());
  }

  private static Next waiting(Open open) {
    Contact contact = open.contact();
    return new Next(
        contact.step().number(), contact.step().channel(), contact.step().script(), true, open.notBefore(),
        contact.window().expires());
  }

  /// Returns the first step of today's segment and the arm that is not over and not planned.
  private Optional<Next> coming(Set<Key> known) {
    List<LadderStep> own = steps();
    Optional<Planned> first = own.stream()
        .flatMap(step -> plan(step).stream())
        .filter(one -> now.isBefore(one.window().expires()) && !known.contains(key(one)))
        .min(Comparator.comparing(one -> one.window().due()));
    first.ifPresentOrElse(this::comes, () -> nothingComes(own));
    return first.map(
        one -> new Next(
            one.step().number(), one.step().channel(), one.step().script(), false, one.window().due(),
            one.window().expires()));
  }

  private List<LadderStep> steps() {
    String arm = member.map(Enrolled::arm).orElse("");
    return definition.ladder().stream()
        .filter(step -> segment.filter(one -> step.isFor(arm, one.name())).isPresent())
        .toList();
  }

  private Optional<Planned> plan(LadderStep step) {
    return step.plan(account.debt().since(), account.debt().restrictionOn(), account.clock())
        .map(planned -> ClosedDayShift.ofNotices(campaign, policy).ofStep(planned, account.clock()));
  }

  private void comes(Planned one) {
    var step = one.step();
    reasons.add(
        one.isDue(now)
            ? StatusWords.DUE.with(step.channel(), step.script(), local(one.window().expires()))
            : StatusWords.NEXT.with(step.channel(), step.script(), local(one.window().due())));
  }

  private void nothingComes(List<LadderStep> own) {
    String arm = member.orElseThrow().arm();
    if (own.isEmpty()) {
      if (!Arm.HOLD_OUT.equals(arm)) {
        reasons.add(StatusWords.NO_STEP.with(arm, segment.orElseThrow().name()));
      }
      return;
    }
    List<LadderStep> dateless = own.stream().filter(step -> plan(step).isEmpty()).toList();
    dateless.stream().map(step -> step.offset().anchor()).distinct().map(StatusInCampaign::noDate)
        .forEach(reasons::add);
    if (dateless.size() < own.size()) {
      reasons.add(StatusWords.STEPS_OVER.with(arm, segment.orElseThrow().name()));
    }
  }

  private static Sentence noDate(LadderStep.Anchor anchor) {
    return switch (anchor) {
      case RESTRICTION -> StatusWords.NO_RESTRICTION_DATE.with();
      case DEBT -> StatusWords.NO_DEBT_DATE.with();
    };
  }

  private Key key(Planned one) {
    return Key.of(contact(one.step(), one.window()));
  }

  /// Returns the question about the contact that waits; without one, about the step that comes next or one of its kind,
  /// as if it were to be made now.
  private Optional<PolicyQuestion> question(List<Open> open, Optional<Next> next) {
    if (!open.isEmpty()) {
      return Optional.of(PolicyQuestionBuilder.about(open.getFirst().contact(), campaign));
    }
    Contact.Window window = new Contact.Window(now, now.plus(NO_END));
    return definition.ladder().stream()
        .min(
            Comparator.<LadderStep, Boolean>comparing(step -> next.filter(one -> one.step() == step.number()).isEmpty())
                .thenComparing(step -> !steps().contains(step)))
        .map(
            step -> new Contact.Step(
                step.number(), today, step.channel(), step.script(),
                step.isNotice() ? ContactOrigin.NOTICE : ContactOrigin.LADDER))
        .map(
            step -> new PolicyQuestion(
                contact(step, window), definition.rules().profile(step.origin().kind()),
                definition.rules().calendar().holidays()));
  }

  private Contact contact(Contact.Step step, Contact.Window window) {
    return new Contact(
        IdGenerator.next(), campaign.id(), new Contact.Debtor(account.household(), account.id()),
        member.map(Enrolled::arm).orElse(""), step, window, 0);
  }

  private Sentence words(Decision decision) {
    return switch (decision) {
      case Decision.Allowed _ -> StatusWords.ALLOWED.with();
      case Decision.Deferred(var until, var rule, var why) ->
          StatusWords.PUT_OFF.of(List.of(why), rule, local(until));
      case Decision.Refused(var rule, var why) -> StatusWords.FORBIDDEN.of(List.of(why), rule);
    };
  }

  /// Returns local time such as `2026-11-30 09:00 Europe/Chisinau`.
  private ZonedDateTime local(Instant at) {
    return at.atZone(account.clock());
  }
}
