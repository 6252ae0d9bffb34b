package org.obzvon.comparison;

import java.util.Optional;

/// The accounts of a campaign as the ledger knows them.
public interface CampaignLedger {

  /// Empty when there is no campaign of that name.
  ///
  /// @param windowDays payments and attempts count within so many days of the enrolment
  Optional<CampaignAccounts> read(String campaign, int windowDays, RateTable rates);
}
