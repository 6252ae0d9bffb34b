package org.obzvon.policy;

import java.time.Instant;
import java.util.Optional;
import org.obzvon.document.Sentence;
import org.obzvon.register.Account;

/// What a campaign asks of an account besides the policy, judged on the account as it stands when the policy is asked.
@FunctionalInterface
public interface CampaignCondition {
  CampaignCondition NONE = (_, _) -> Optional.empty();

  /// Why the contact does not fit the account any more; empty when it does. Pure.
  Optional<Sentence> objection(Account account, Instant now);
}
