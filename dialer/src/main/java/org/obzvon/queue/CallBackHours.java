package org.obzvon.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.campaign.Campaigns;
import org.obzvon.contact.Contact;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.policy.AccountFacts;
import org.obzvon.policy.AccountFactsSource;
import org.obzvon.policy.PastAttempt;
import org.obzvon.policy.PolicyQuestion;
import org.obzvon.register.Account;

/// Tells when a debtor who is on the line now may be called back, by the policy of their campaign.
public record CallBackHours(Campaigns campaigns, ContactPolicy policy) {
  /// The policy is asked again at each instant to which it defers. Two rules may defer in turn, but for a few days at
  /// most; after this many steps there is no time for a call-back.
  private static final int MOST_STEPS = 20;
  private static final Duration GOOD_FOR = Duration.ofDays(1);

  /// Counts the running call as a conversation held now: it will be over by the time of the call-back.
  public static AccountFactsSource afterThisCall(AccountFactsSource evidence) {
    return (accounts, now) -> afterThisCall(evidence, accounts, now);
  }

  private static Map<UUID, AccountFacts> afterThisCall(
      AccountFactsSource evidence, Collection<Account> accounts, Instant now) {
    Map<UUID, AccountFacts> found = new HashMap<>(evidence.about(accounts, now));
    found.replaceAll(
        (_, known) -> new AccountFacts(
            known.touches().stream().map(touch -> touch.isOpen() ? answered(touch, now) : touch).toList(),
            known.stops(), known.promisedFor(), known.outages(), known.dead(), known.holds()));
    return found;
  }

  private static PastAttempt answered(PastAttempt touch, Instant now) {
    return new PastAttempt(
        touch.attempt(), touch.households(), touch.phones(), touch.what(), PastAttempt.Fate.ANSWERED,
        new PastAttempt.Times(touch.times().placed(), Optional.of(now)));
  }

  public Optional<Instant> earliest(Contact contact, Instant from) {
    var campaign = campaigns.find(contact.campaign());
    if (campaign.isEmpty()) {
      return Optional.empty();
    }
    var rules = campaign.get().definition().rules();
    Instant at = from;
    for (int step = 0; step < MOST_STEPS; step++) {
      Contact then = new Contact(
          contact.id(), contact.campaign(), contact.debtor(), contact.arm(), contact.step(),
          new Contact.Window(at, at.plus(GOOD_FOR)), 0);
      PolicyQuestion question = new PolicyQuestion(
          then, rules.profile(), rules.calendar().holidays(),
          (account, asked) -> campaign.get().definition().over(account.today(asked)));
      switch (policy.preview(List.of(question), DecisionPoint.PLAN).getFirst().decision()) {
        case Decision.Allowed _ -> {
          return Optional.of(at);
        }
        case Decision.Deferred(var until, _, _) -> at = until;
        case Decision.Refused _ -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
