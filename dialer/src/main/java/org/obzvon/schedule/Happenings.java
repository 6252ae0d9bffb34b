package org.obzvon.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.obzvon.campaign.Campaigns.Enrolled;
import org.obzvon.campaign.HappeningRule;
import org.obzvon.contact.Ground;

/// What happened to the accounts of a campaign: promises that fall due or were broken, payments. What a contact was
/// planned for already, in whatever campaign, is left out; so is the hold-out. Coming appointments are those of every
/// account that we know, in whatever arm or in no campaign at all: everybody who waits for a fitter is told.
public interface Happenings {

  /// At most `limit`, of the days given; payments are told since the first of them.
  List<Happening> of(UUID campaign, Ground.Kind kind, Days days, int limit);

  /// At most `limit`, the nearest first; those of accounts that one of the other campaigns holds are left to it.
  ///
  /// @param others running campaigns that tell of appointments too
  List<Happening> appointments(UUID campaign, Collection<UUID> others, Days days, int limit);

  record Days(LocalDate first, LocalDate last, Instant now) {}

  /// @param member arm and segment are empty for an account that the campaign does not hold
  record Happening(UUID subject, Enrolled member, HappeningRule.When when) {}
}
