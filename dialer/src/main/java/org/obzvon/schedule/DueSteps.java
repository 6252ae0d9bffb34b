package org.obzvon.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.Campaigns.Candidate;
import org.obzvon.campaign.Campaigns.Enrolled;
import org.obzvon.campaign.LadderStep;
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
record DueSteps(Campaign campaign, List<Account> page, Instant now, PermittedWindows notices) {

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

  private List<Contact> due(Enrolled member, Account account) {
    LocalDate today = account.today(now);
    if (!campaign.definition().rules().calendar().holds(today)) {
      return List.of();
    }
    Optional<Segment> segment = campaign.definition().segmentOfMember(member.segment(), account, today);
    return segment.map(one -> due(member.arm(), one, account)).orElse(List.of());
  }

  private List<Contact> due(String arm, Segment segment, Account account) {
    List<Contact> contacts = new ArrayList<>();
    for (LadderStep step : campaign.definition().ladder()) {
      if (step.isFor(arm, segment.name())) {
        step.plan(account.debt().since(), account.debt().restrictionOn(), account.clock())
            .map(planned -> notices.ofStep(planned, account.clock()))
            .filter(planned -> planned.isDue(now))
            .map(
                planned -> new Contact(
                    IdGenerator.next(), campaign.id(), new Contact.Debtor(account.household(), account.id()), arm,
                    planned.step(), planned.window(), 0))
            .ifPresent(contacts::add);
      }
    }
    return contacts;
  }
}
