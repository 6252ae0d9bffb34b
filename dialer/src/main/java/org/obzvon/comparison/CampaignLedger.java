package org.obzvon.comparison;

import java.util.Optional;
import org.obzvon.register.Progress;

/// Reads the accounts of a campaign from the ledger.
public interface CampaignLedger {

  /// Returns the accounts of the campaign; empty when there is no campaign of that name.
  ///
  /// @param progress counts the enrolled accounts that were read
  Optional<CampaignAccounts> read(String campaign, CampaignTally.Reading reading, Progress progress);
}
