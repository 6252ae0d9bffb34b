package org.obzvon;

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
import org.obzvon.policy.Evidence;
import org.obzvon.policy.EvidenceSource;
import org.obzvon.policy.Moment;
import org.obzvon.policy.Question;
import org.obzvon.policy.Touch;
import org.obzvon.register.Account;

/// When a debtor who is on the line at this moment may be called back, by the policy of his campaign.
record CallBackHours(Campaigns campaigns, ContactPolicy policy) {
  /// The zig-zag between two rules comes to rest within a few days.
  private static final int MOST_STEPS = 20;
  private static final Duration GOOD_FOR = Duration.ofDays(1);

  /// The call that is under way counts as a conversation of now: by the hour of the call-back it will be over.
  static EvidenceSource afterThisCall(EvidenceSource evidence) {
    return (accounts, now) -> afterThisCall(evidence, accounts, now);
  }

  private static Map<UUID, Evidence> afterThisCall(
      EvidenceSource evidence, Collection<Account> accounts, Instant now) {
    Map<UUID, Evidence> found = new HashMap<>(evidence.about(accounts, now));
    found.replaceAll(
        (_, known) ->
            new Evidence(
                known.touches().stream().map(touch -> touch.isOpen() ? answered(touch, now) : touch).toList(),
                known.stops(), known.promisedFor(), known.outages(), known.dead(), known.holds()));
    return found;
  }

  private static Touch answered(Touch touch, Instant now) {
    return new Touch(
        touch.attempt(), touch.households(), touch.phones(), touch.what(), Touch.Fate.ANSWERED,
        new Touch.Times(touch.times().placed(), Optional.of(now)));
  }

  Optional<Instant> earliest(Contact contact, Instant from) {
    var campaign = campaigns.find(contact.campaign());
    if (campaign.isEmpty()) {
      return Optional.empty();
    }
    var rules = campaign.get().definition().rules();
    Instant at = from;
    for (int step = 0; step < MOST_STEPS; step++) {
      Contact then =
          new Contact(
              contact.id(), contact.campaign(), contact.debtor(), contact.arm(), contact.step(),
              new Contact.Window(at, at.plus(GOOD_FOR)), 0);
      Question question =
          new Question(
              then, rules.profile(), rules.calendar().holidays(),
              (account, asked) -> campaign.get().definition().over(account.today(asked)));
      switch (policy.preview(List.of(question), Moment.PLAN).getFirst().decision()) {
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
