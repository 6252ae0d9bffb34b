package org.obzvon.payment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.obzvon.contact.Withdrawals;
import org.obzvon.register.Phone;

/// Remembers the accounts and promises whose contacts it was asked to cancel.
public final class RecordingWithdrawals implements Withdrawals {
  public final List<UUID> accounts = new ArrayList<>();
  public final List<UUID> promises = new ArrayList<>();
  public boolean broken;

  @Override
  public int ofAccounts(Collection<UUID> ids, String why) {
    if (broken) {
      throw new IllegalStateException("the process died here");
    }
    accounts.addAll(ids);
    return ids.size();
  }

  @Override
  public int ofPromises(Collection<UUID> ids, String why) {
    promises.addAll(ids);
    return ids.size();
  }

  @Override
  public int ofHouseholds(Collection<UUID> households, String why) {
    throw new AssertionError("a payment is about an account");
  }

  @Override
  public int ofCampaign(UUID campaign, String why) {
    throw new AssertionError("a payment is about an account");
  }
}
