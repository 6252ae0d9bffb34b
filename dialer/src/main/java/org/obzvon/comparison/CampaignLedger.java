package org.obzvon.comparison;

import java.util.Optional;

/// The accounts of a campaign as the ledger knows them.
public interface CampaignLedger {

  /// Empty when there is no campaign of that name.
  ///
  Optional<CampaignAccounts> read(String campaign, CampaignTable.Reading reading);
}
