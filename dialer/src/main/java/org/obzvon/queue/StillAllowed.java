package org.obzvon.queue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.FinalCheck;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.PolicyQuestion;

/// The last check before dialling, by the dispatcher's own rules: the contact is not withdrawn, its campaign runs, and
/// the policy, asked as if the attempt did not exist yet, allows it at the number for which it was written.
///
/// @param campaigns finds a campaign as it is now
public record StillAllowed(
    OpenAttempts attempts, Function<UUID, Optional<Campaign>> campaigns, ContactPolicy policy) implements FinalCheck {

  @Override
  public boolean allows(Attempt attempt) {
    return attempts.isWanted(attempt.id())
        && campaigns.apply(attempt.contact().campaign())
            .filter(campaign -> campaign.state() == CampaignState.RUNNING)
            .filter(campaign -> allows(attempt, campaign))
            .isPresent();
  }

  private boolean allows(Attempt attempt, Campaign campaign) {
    PolicyQuestion question = Dispatcher.questions(List.of(attempt.contact()), Map.of(campaign.id(), campaign))
        .getFirst();
    return policy.again(question, attempt.id()) instanceof Decision.Allowed(var phones)
        && phones.contains(attempt.phone());
  }
}
