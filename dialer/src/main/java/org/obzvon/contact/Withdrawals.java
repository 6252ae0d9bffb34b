package org.obzvon.contact;

import java.util.Collection;
import java.util.UUID;

/// Calls off waiting contacts. One that is being placed at the same moment is stopped by the second policy check or, if
/// it already rings, runs to its end.
///
/// Only the end of a campaign calls off notices, thanks and appointments: the policy check before placing decides
/// whether those still go out, because it knows their rules.
public interface Withdrawals {

  /// Calls off contacts about the accounts. Returns how many were withdrawn.
  int ofAccounts(Collection<UUID> accounts, String why);

  /// Calls off contacts that remind of the promises, or say that they were broken.
  int ofPromises(Collection<UUID> promises, String why);

  /// Calls off contacts of the households.
  int ofHouseholds(Collection<UUID> households, String why);

  int ofCampaign(UUID campaign, String why);
}
