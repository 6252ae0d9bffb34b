package org.obzvon.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.obzvon.campaign.Campaigns.Enrolled;
import org.obzvon.campaign.EventRule;
import org.obzvon.contact.ContactOrigin;

/// The events of a campaign's accounts: promises that fall due or were broken, payments. An event for which any
/// campaign has already planned a contact is left out; so is the hold-out. Coming appointments are those of every
/// account that we know, in any arm or in no campaign at all: everybody who waits for a technician is notified.
public interface CampaignEvents {

  /// Returns at most `limit` events of the days given; payments that became known since the first of them.
  List<Happening> of(UUID campaign, ContactOrigin.Kind kind, Days days, int limit);

  /// Returns at most `limit` appointments, the nearest first; those of accounts that one of the other campaigns holds
  /// are left to it.
  ///
  /// @param others running campaigns that send messages about appointments too
  List<Happening> appointments(UUID campaign, Collection<UUID> others, Days days, int limit);

  record Days(LocalDate first, LocalDate last, Instant now) {}

  /// @param member arm and segment are empty for an account that the campaign does not hold
  record Happening(UUID subject, Enrolled member, EventRule.When when) {}
}
