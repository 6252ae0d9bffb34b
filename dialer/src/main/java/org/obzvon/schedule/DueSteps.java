package org.obzvon.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.Campaigns.Candidate;
import org.obzvon.campaign.Campaigns.Enrolled;
import org.obzvon.campaign.LadderStep.Planned;
import org.obzvon.campaign.Segment;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactPlans.Key;
import org.obzvon.policy.PolicyQuestion;
import org.obzvon.register.Account;
import org.obzvon.register.IdGenerator;

/// Selects from a page of overdue accounts those that a campaign enrols, and the steps that are due for its members:
/// the same for a tick and for a dry run.
///
/// @param notices moves notices that fall on closed days
record DueSteps(Campaign campaign, List<Account> page, Instant now, ClosedDayShift notices) {

  Set<UUID> accounts() {
    return page.stream().map(Account::id).collect(Collectors.toSet());
  }

  Set<UUID> households() {
    return page.stream().map(Account::household).collect(Collectors.toSet());
  }

  /// Returns the accounts that a segment picks today and that are not members yet.
  List<Candidate> newcomers(Collection<Enrolled> members) {
    Set<UUID> held = members.stream().map(Enrolled::account).collect(Collectors.toSet());
    List<Candidate> newcomers = new ArrayList<>();
    for (Account account : page) {
      LocalDate today = account.today(now);
      if (!held.contains(account.id()) && campaign.definition().rules().calendar().holds(today)) {
        campaign
            .definition()
            .segmentOf(account, today)
            .ifPresent(segment -> newcomers.add(new Candidate(account, segment.name())));
      }
    }
    return newcomers;
  }

  /// Returns the questions for the policy, in the order of the page. The largest debt of a household comes first, in
  /// this page or an earlier one, and its steps are planned once.
  ///
  /// @param planned steps that are left out
  List<PolicyQuestion> questions(Collection<Enrolled> members, Set<Key> planned) {
    Map<UUID, Enrolled> byAccount = members.stream().collect(Collectors.toMap(Enrolled::account, Function.identity()));
    Set<Key> known = new HashSet<>(planned);
    var rules = campaign.definition().rules();
    List<PolicyQuestion> questions = new ArrayList<>();
    for (Account account : page) {
      Enrolled member = byAccount.get(account.id());
      if (member != null) {
        due(member, account).stream()
            .filter(contact -> known.add(Key.of(contact)))
            .map(
                contact -> new PolicyQuestion(
                    contact, rules.profile(contact.step().origin().kind()), rules.calendar().holidays()))
            .forEach(questions::add);
      }
    }
    return questions;
  }

  /// Returns the earliest moment after now at which something may become due for the accounts of the page, unless they
  /// change: a step's time, or the next midnight of a zone, because segments and calendars change with the day.
  Instant next(Collection<Enrolled> members) {
    Map<UUID, Enrolled> byAccount = members.stream().collect(Collectors.toMap(Enrolled::account, Function.identity()));
    Instant next = Instant.MAX;
    for (Account account : page) {
      Instant midnight = account.today(now).plusDays(1).atStartOfDay(account.clock()).toInstant();
      Instant step = Optional.ofNullable(byAccount.get(account.id())).stream()
          .flatMap(member -> steps(member, account))
          .map(planned -> planned.window().due())
          .filter(due -> due.isAfter(now))
          .min(Comparator.naturalOrder())
          .orElse(Instant.MAX);
      next = Stream.of(next, midnight, step).min(Comparator.naturalOrder()).orElseThrow();
    }
    return next;
  }

  private List<Contact> due(Enrolled member, Account account) {
    return steps(member, account)
        .filter(planned -> planned.isDue(now))
        .map(
            planned -> new Contact(
                IdGenerator.next(), campaign.id(), new Contact.Debtor(account.household(), account.id()), member.arm(),
                planned.step(), planned.window(), 0))
        .toList();
  }

  /// Returns the steps of the ladder that are made for the account as it is today, with their windows.
  private Stream<Planned> steps(Enrolled member, Account account) {
    LocalDate today = account.today(now);
    if (!campaign.definition().rules().calendar().holds(today)) {
      return Stream.empty();
    }
    Optional<Segment> segment = campaign.definition().segmentOfMember(member.segment(), account, today);
    return segment.stream()
        .flatMap(one -> campaign.definition().ladder().stream().filter(step -> step.isFor(member.arm(), one.name())))
        .flatMap(
            step -> step.plan(account.debt().since(), account.debt().restrictionOn(), account.clock()).stream())
        .map(planned -> notices.ofStep(planned, account.clock()));
  }
}
