package org.obzvon.contact;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/// Releases the steps of contacts that were called off or ended for a reason that no longer holds, and whose time has
/// not passed: the next tick plans them again, as new contacts. The old contacts stay closed.
public interface StepReplanning {
  StepReplanning NONE = new StepReplanning() {
    @Override
    public int ofAccounts(Collection<UUID> accounts, String why) {
      return 0;
    }

    @Override
    public int ofPromises(Collection<UUID> promises, Collection<String> why) {
      return 0;
    }

    @Override
    public int ofDeadNumbers(String line, Instant since) {
      return 0;
    }
  };

  /// Releases contacts about the accounts that were called off for this reason, or refused because nothing was owed.
  /// Returns how many.
  int ofAccounts(Collection<UUID> accounts, String why);

  /// Releases contacts about the promises that were called off for one of the reasons.
  int ofPromises(Collection<UUID> promises, Collection<String> why);

  /// Releases contacts that are over because this line reported their numbers dead, from the instant on since which the
  /// line is not trusted. Returns how many.
  int ofDeadNumbers(String line, Instant since);
}
