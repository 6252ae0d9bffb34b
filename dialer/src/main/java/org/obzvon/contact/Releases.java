package org.obzvon.contact;

import java.util.Collection;
import java.util.UUID;

/// Releases the steps of contacts that were called off for a reason that holds no more, and whose time has not passed:
/// the next tick plans them again, as other contacts. What was called off stays so.
public interface Releases {
  Releases NONE =
      new Releases() {
        @Override
        public int ofAccounts(Collection<UUID> accounts, String why) {
          return 0;
        }

        @Override
        public int ofPromises(Collection<UUID> promises, Collection<String> why) {
          return 0;
        }
      };

  /// Those about the accounts that were called off for this reason, or refused because nothing was owed. Returns how
  /// many.
  int ofAccounts(Collection<UUID> accounts, String why);

  /// Those about the promises that were called off for one of the reasons.
  int ofPromises(Collection<UUID> promises, Collection<String> why);
}
