package org.obzvon.campaign;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.Account;

/// The campaigns, the arms of households and whom a campaign took in.
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

  /// Replaces the definition of a campaign that is not over; what has been assigned, enrolled and planned stays.
  ///
  /// @throws org.obzvon.document.BadInput when the campaign is over, or the definition has another name or experiment
  Campaign change(Campaign campaign, Definition definition, String text);

  /// Moves a campaign; false when it was not in a state from which `to` can be reached.
  boolean move(UUID campaign, CampaignState to, Instant now);

  /// Takes accounts in that the campaign does not hold yet: draws the arm of households that have none in this
  /// experiment, keeps it for those that have one. Idempotent. Returns how many accounts were new.
  int enrol(Campaign campaign, Collection<Candidate> candidates, Instant now);

  /// What `enrol` would do, without doing it.
  List<Enrolled> preview(Campaign campaign, Collection<Candidate> candidates);

  /// Everybody the campaign holds.
  List<Enrolled> enrolled(UUID campaign);

  /// Those of the accounts that the campaign holds.
  List<Enrolled> enrolled(UUID campaign, Collection<UUID> accounts);

  /// By campaign, those of the campaigns that hold the account.
  Map<UUID, Enrolled> memberships(UUID account, Collection<UUID> campaigns);

  record Candidate(Account account, String segment) {}

  record Enrolled(UUID account, UUID household, String arm, String segment) {}
}
