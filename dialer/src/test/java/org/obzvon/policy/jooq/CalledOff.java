package org.obzvon.policy.jooq;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.obzvon.contact.Withdrawals;
import org.obzvon.register.Phone;

/// Remembers what was called off.
final class CalledOff implements Withdrawals {
  final List<UUID> accounts = new ArrayList<>();
  final List<UUID> households = new ArrayList<>();

  @Override
  public int ofAccounts(Collection<UUID> ids, String why) {
    accounts.addAll(ids);
    return ids.size();
  }

  @Override
  public int ofHouseholds(Collection<UUID> ids, String why) {
    households.addAll(ids);
    return ids.size();
  }

  @Override
  public int ofPhone(Phone phone, String why) {
    throw new AssertionError("a number is called off by the accounts that have no other");
  }
}
