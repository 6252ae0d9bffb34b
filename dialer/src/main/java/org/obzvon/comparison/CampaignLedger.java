package org.obzvon.comparison;

import java.util.Optional;

/// Reads the accounts of a campaign from the ledger.
public interface CampaignLedger {

  /// Returns the accounts of the campaign; empty when there is no campaign of that name.
  Optional<CampaignAccounts> read(String campaign, AccountTableBuilder.Reading reading);
}
