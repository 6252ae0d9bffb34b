package org.obzvon.campaign;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.Account;

/// Stores the campaigns, the arms of households and the accounts that a campaign enrolled.
public interface Campaigns {

  /// Stores a definition as a draft.
  ///
  /// @param text the file as it was written, kept word for word
  /// @throws org.obzvon.document.BadInput when a campaign of that name exists, or the experiment is known with other
  ///     arms, weights or seed: a household keeps its arm, so an experiment cannot change under it
  Campaign create(Definition definition, String text, boolean simulated, Instant now);

  Optional<Campaign> find(String name);

  Optional<Campaign> find(UUID id);

  List<Campaign> all();

  /// Replaces the definition of a campaign that is not over; assignments, enrolments and planned contacts stay.
  ///
  /// @throws org.obzvon.document.BadInput when the campaign is over, or the definition has another name or experiment
  Campaign change(Campaign campaign, Definition definition, String text);

  /// Changes the state of a campaign. Returns false if `to` cannot be reached from its present state.
  boolean move(UUID campaign, CampaignState to, Instant now);

  /// @param all the enrolments of the candidates, by this call or an earlier one
  record Enrolments(int added, List<Enrolled> all) {}

  /// Enrols the accounts that the campaign does not hold yet: draws the arm of households that have none in this
  /// experiment, keeps it for those that have one. Idempotent. Returns the
  /// enrolments of all candidates, and how many of them are new.
  Enrolments enrol(Campaign campaign, Collection<Candidate> candidates, Instant now);

  /// Returns what `enrol` would do, without doing it.
  List<Enrolled> preview(Campaign campaign, Collection<Candidate> candidates);

  /// Returns every account that the campaign holds, for a campaign that is known to be small.
  List<Enrolled> enrolled(UUID campaign);

  /// Returns how many accounts the campaign holds.
  int size(UUID campaign);

  /// Returns those of the accounts that the campaign holds.
  List<Enrolled> enrolled(UUID campaign, Collection<UUID> accounts);

  /// Returns the enrolments of the account by campaign, for those of the campaigns that hold it.
  Map<UUID, Enrolled> memberships(UUID account, Collection<UUID> campaigns);

  record Candidate(Account account, String segment) {}

  record Enrolled(UUID account, UUID household, String arm, String segment) {}
}
