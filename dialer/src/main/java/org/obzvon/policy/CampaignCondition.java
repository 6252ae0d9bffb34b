package org.obzvon.policy;

import java.time.Instant;
import java.util.Optional;
import org.obzvon.document.Sentence;
import org.obzvon.register.Account;

/// A condition that a campaign adds to the policy. It is checked against the account's state at the moment of asking.
@FunctionalInterface
public interface CampaignCondition {
  CampaignCondition NONE = (_, _) -> Optional.empty();

  /// Returns why the contact no longer fits the account, or empty if it still fits. A pure function.
  Optional<Sentence> objection(Account account, Instant now);
}
