package org.obzvon.queue;

import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.Definition;
import org.obzvon.contact.Contact;
import org.obzvon.policy.PolicyQuestion;

/// Builds the policy's question about a contact that is planned already.
public final class PolicyQuestionBuilder {
  private PolicyQuestionBuilder() {}

  /// Builds the question from the campaign's present definition. It adds the conditions that the campaign's calendar is
  /// not over and that the account still belongs to a segment of the step.
  public static PolicyQuestion about(Contact contact, Campaign campaign) {
    Definition definition = campaign.definition();
    return new PolicyQuestion(
        contact,
        definition.rules().profile(contact.step().origin().kind()),
        definition.rules().calendar().holidays(),
        (account, now) -> definition.over(account.today(now))
            .or(() -> definition.misfit(contact.step(), contact.arm(), account, account.today(now))));
  }
}
