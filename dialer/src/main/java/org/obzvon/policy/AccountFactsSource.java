package org.obzvon.policy;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.obzvon.register.Account;

/// Loads the evidence about many accounts with a number of statements that does not grow with their number.
public interface AccountFactsSource {
  /// How many days of attempts are loaded. This covers a calendar month of 31 days, a rolling one of 30, and the widest
  /// pause or spacing that a profile may have (30 days), with days to spare for zones and for attempts that ended late.
  int REACH_DAYS = 40;

  /// How many days of reasons are loaded. This covers the longest pause after a reason, 90 working days, with holidays
  /// to spare.
  int PAUSE_REACH_DAYS = 200;

  /// Returns the evidence by account id, with an entry for every account given.
  Map<UUID, AccountFacts> about(Collection<Account> accounts, Instant now);
}
