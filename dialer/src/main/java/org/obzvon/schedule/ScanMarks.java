package org.obzvon.schedule;

import java.time.Instant;
import java.util.Optional;
import org.obzvon.campaign.Campaign;
import org.obzvon.register.ChangedAccounts;

/// Stores for each campaign how far its ticks have read the accounts.
public interface ScanMarks {

  /// @param seen every change before it was read
  /// @param dueAt before this moment nothing falls due for an account that does not change
  record ScanMark(ChangedAccounts.Position seen, Instant dueAt) {}

  /// Returns the mark of the last complete scan by the campaign's present definition; empty when there is none.
  Optional<ScanMark> find(Campaign campaign);

  /// Stores the mark after a complete scan by this definition.
  void put(Campaign campaign, ScanMark mark);
}
