package org.obzvon.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.obzvon.campaign.Campaigns.Enrolled;
import org.obzvon.campaign.HappeningRule;
import org.obzvon.contact.Ground;

/// What happened to the accounts of a campaign: promises that fall due or were broken, payments, coming appointments.
/// What a contact was planned for already, in whatever campaign, is left out. So is the hold-out, but for appointments:
/// whoever waits for a fitter is told in every arm.
public interface Happenings {

  /// At most `limit`, of the days given; payments are told since the first of them.
  List<Happening> of(UUID campaign, Ground.Kind kind, Days days, int limit);

  record Days(LocalDate first, LocalDate last, Instant now) {}

  record Happening(UUID subject, Enrolled member, HappeningRule.When when) {}
}
