package org.obzvon.queue;

import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.Definition;
import org.obzvon.contact.Contact;
import org.obzvon.policy.Question;

/// Builds the policy's question about a contact that is planned already.
public final class CampaignQuestions {
  private CampaignQuestions() {}

  /// By the campaign as it stands now, with the conditions that its calendar is not over and that the account still belongs
  /// to a segment of the step.
  public static Question about(Contact contact, Campaign campaign) {
    Definition definition = campaign.definition();
    return new Question(
        contact,
        definition.rules().profile(contact.step().ground().kind()),
        definition.rules().calendar().holidays(),
        (account, now) ->
            definition.over(account.today(now))
                .or(() -> definition.misfit(contact.step(), contact.arm(), account, account.today(now))));
  }
}
