package org.obzvon.policy.jooq;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.obzvon.contact.Withdrawals;

/// Remembers the accounts and households whose contacts were cancelled.
final class CalledOff implements Withdrawals {
  final List<UUID> accounts = new ArrayList<>();
  final List<UUID> households = new ArrayList<>();

  @Override
  public int ofAccounts(Collection<UUID> ids, String why) {
    accounts.addAll(ids);
    return ids.size();
  }

  @Override
  public int ofPromises(Collection<UUID> promises, String why) {
    throw new AssertionError("a stop entry is about no promise");
  }

  @Override
  public int ofHouseholds(Collection<UUID> ids, String why) {
    households.addAll(ids);
    return ids.size();
  }

  @Override
  public int ofCampaign(UUID campaign, String why) {
    throw new AssertionError("a stop entry is no end of a campaign");
  }
}
