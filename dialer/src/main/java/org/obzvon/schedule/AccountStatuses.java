package org.obzvon.schedule;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.Campaigns;
import org.obzvon.campaign.Campaigns.Enrolled;
import org.obzvon.contact.ContactPlans;
import org.obzvon.contact.OpenContacts;
import org.obzvon.contact.OpenContacts.Open;
import org.obzvon.document.Sentence;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.register.Account;
import org.obzvon.schedule.AccountStatus.InCampaign;

/// Answers "why is this debtor (not) contacted" for this moment: reads the state of the account in every campaign and
/// asks the contact policy afresh. Nothing is stored, so looking changes nothing.
public final class AccountStatuses {
  private final Campaigns campaigns;
  private final ContactPlans plans;
  private final OpenContacts contacts;
  private final ContactPolicy policy;
  private final List<AccountNotes> notes;
  private final InstantSource clock;

  /// @param notes what other packages know about an account, in the order in which it is shown
  public AccountStatuses(
      Campaigns campaigns, ContactPlans plans, OpenContacts contacts, ContactPolicy policy, List<AccountNotes> notes,
      InstantSource clock) {
    this.campaigns = campaigns;
    this.plans = plans;
    this.contacts = contacts;
    this.policy = policy;
    this.notes = List.copyOf(notes);
    this.clock = clock;
  }

  public AccountStatus of(Account account) {
    Instant now = clock.instant();
    List<Campaign> all = campaigns.all();
    Map<UUID, Enrolled> member = campaigns.memberships(account.id(), all.stream().map(Campaign::id).toList());
    List<Open> open = contacts.of(account.id());
    List<InCampaign> found = all.stream()
        .filter(one -> member.containsKey(one.id()) || one.state() != CampaignState.STOPPED)
        .sorted(
            Comparator.<Campaign, Boolean>comparing(one -> !member.containsKey(one.id()))
                .thenComparing(one -> shownAs(one.state())))
        .map(
            one -> new StatusInCampaign(one, account, Optional.ofNullable(member.get(one.id())), policy, now)
                .read(of(one, open), plans.planned(one.id(), List.of(account.household()))))
        .toList();
    List<Sentence> said = new ArrayList<>();
    notes.forEach(source -> said.addAll(source.about(account, now)));
    if (found.isEmpty()) {
      said.add(StatusWords.NO_CAMPAIGN.with());
    }
    return new AccountStatus(now, said, found);
  }

  private static List<Open> of(Campaign campaign, List<Open> open) {
    return open.stream().filter(one -> one.contact().campaign().equals(campaign.id())).toList();
  }

  private static int shownAs(CampaignState state) {
    return switch (state) {
      case RUNNING -> 0;
      case PAUSED -> 1;
      case DRAFT -> 2;
      case STOPPED -> 3;
    };
  }
}
