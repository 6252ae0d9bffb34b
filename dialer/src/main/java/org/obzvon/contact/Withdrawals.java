package org.obzvon.contact;

import java.util.Collection;
import java.util.UUID;

/// Calls off contacts that wait. One that is being placed in the same moment is stopped by the policy's second
/// question or, if it already rings, runs to its end.
///
/// Only the end of a campaign calls off notices, thanks and appointments: whether those still go out is for the policy's
/// question before placing, which knows what holds for them.
public interface Withdrawals {

  /// Those about the accounts. Returns how many contacts were withdrawn.
  int ofAccounts(Collection<UUID> accounts, String why);

  /// Those that remind of the promises, or say that they were broken.
  int ofPromises(Collection<UUID> promises, String why);

  /// Those of the households.
  int ofHouseholds(Collection<UUID> households, String why);

  int ofCampaign(UUID campaign, String why);
}
