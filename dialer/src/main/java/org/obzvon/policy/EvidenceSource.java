package org.obzvon.policy;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.obzvon.register.Account;

/// Loads the evidence about many accounts with a number of statements that does not grow with them.
public interface EvidenceSource {
  /// A calendar month of 31 days, a rolling one of 30, and the widest pause or spacing a profile may have (30
  /// days), with days to spare for zones and for attempts that ended late.
  int REACH_DAYS = 40;

  /// The longest pause after a reason, 90 working days, with holidays to spare.
  int PAUSE_REACH_DAYS = 200;

  /// By account id; an entry for every account given.
  Map<UUID, Evidence> about(Collection<Account> accounts, Instant now);
}
