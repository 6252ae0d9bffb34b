package org.obzvon.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.Ledger;
import org.obzvon.document.Sentence;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.policy.PolicyQuestion;
import org.obzvon.policy.Why;
import org.obzvon.queue.ContactQueue.Release;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.register.Language;
import org.obzvon.register.Phone;

/// Takes one contact from the queue to a written attempt when a person asks for it, by the dispatcher's rules: one node
/// leases it, the policy is asked last, and the attempt is written before it is placed. The caller places it.
public final class SingleContactDispatch {
  private final ContactQueue queue;
  private final Ledger ledger;
  private final ContactPolicy policy;
  private final Supplier<List<Campaign>> campaigns;
  private final Dispatcher.Node node;
  private final Duration hold;
  private final Function<String, LineNumbering> terms;

  /// @param hold how long a picked contact is kept for the operator who reads it
  public SingleContactDispatch(
      ContactQueue queue, Ledger ledger, ContactPolicy policy, Supplier<List<Campaign>> campaigns,
      Dispatcher.Node node, Duration hold) {
    this(queue, ledger, policy, campaigns, node, hold, _ -> LineNumbering.ANY);
  }

  /// @param terms of each line by its name
  public SingleContactDispatch(
      ContactQueue queue, Ledger ledger, ContactPolicy policy, Supplier<List<Campaign>> campaigns,
      Dispatcher.Node node, Duration hold, Function<String, LineNumbering> terms) {
    this.terms = terms;
    this.queue = queue;
    this.ledger = ledger;
    this.policy = policy;
    this.campaigns = campaigns;
    this.node = node;
    this.hold = hold;
  }

  /// Returns the operators who promised a contact that is due.
  public Set<UUID> promisers() {
    return queue.promisers(node.clock().instant());
  }

  /// Returns a contact that this operator promised, if the policy permits it now; otherwise the contact waits until it
  /// may be called, or is ended.
  public Optional<Contact> promised(UUID operator) {
    Instant now = node.clock().instant();
    return queue.leasePromised(operator, node.name(), now, now.plus(hold)).filter(this::isPermitted);
  }

  private boolean isPermitted(Contact contact) {
    return campaign(contact)
        .filter(
            campaign -> {
              List<PolicyQuestion> question = Dispatcher.questions(List.of(contact), Map.of(campaign.id(), campaign));
              // A permission is stored when the policy is asked the last time.
              return policy.preview(question, DecisionPoint.PLACE).getFirst().decision() instanceof Decision.Allowed
                  || putOff(contact, policy.ask(question, DecisionPoint.PLACE).getFirst().decision()).isEmpty();
            })
        .isPresent();
  }

  private Optional<Campaign> campaign(Contact contact) {
    return campaigns.get().stream().filter(found -> found.id().equals(contact.campaign())).findFirst();
  }

  /// Puts back or ends a contact that may not be called now; empty for one that may.
  private Optional<Picked> putOff(Contact contact, Decision decision) {
    return switch (decision) {
      case Decision.Deferred(var until, _, var why) -> {
        release(new Release.Back(contact, until));
        yield Optional.of(new Picked.Later(until, why));
      }
      case Decision.Refused(_, var why) -> {
        release(new Release.Refuse(contact, why.english()));
        yield Optional.of(new Picked.Refused(why));
      }
      case Decision.Allowed _ -> Optional.empty();
    };
  }

  /// Returns the oldest contact of the campaign whose turn it is; debtors who speak one of these languages come first.
  /// A campaign without a step for operators may have call-backs.
  public Optional<Contact> next(Set<Language> speaks) {
    return speaks.isEmpty() ? oldest(Set.of()) : oldest(speaks).or(() -> oldest(Set.of()));
  }

  private Optional<Contact> oldest(Set<Language> languages) {
    Instant now = node.clock().instant();
    List<FairShares.Taker> takers = running().stream()
        .map(
            campaign -> new FairShares.Taker(
                new Share(campaign.id(), Channel.OPERATOR, 1, Optional.empty(), languages),
                campaign.definition().rules().turns()))
        .toList();
    FairShares.Free one = new FairShares.Free(Channel.OPERATOR, 1, takers);
    return queue
        .leaseInTurn(open -> new FairShares(List.of(one), open.turns()), node.name(), now, now.plus(hold))
        .stream()
        .findFirst();
  }

  private List<Campaign> running() {
    return campaigns.get().stream().filter(campaign -> campaign.state() == CampaignState.RUNNING).toList();
  }

  /// The result for a picked contact; one for which no attempt was written is put back or ended.
  public sealed interface Picked {
    record Written(Attempt attempt) implements Picked {}

    record Later(Instant until, Sentence why) implements Picked {}

    record Refused(Sentence why) implements Picked {}

    record Gone() implements Picked {}
  }

  public Picked write(Contact contact, String line) {
    Optional<Campaign> campaign = campaign(contact);
    if (campaign.isEmpty()) {
      return new Picked.Gone();
    }
    var question = Dispatcher.questions(List.of(contact), Map.of(contact.campaign(), campaign.get()));
    Decision decision = policy.ask(question, DecisionPoint.PLACE).getFirst().decision();
    if (!(decision instanceof Decision.Allowed(var phones))) {
      return putOff(contact, decision).orElseThrow();
    }
    Instant now = node.clock().instant(); // never older than the decision that allowed it
    var tries = ledger.tries(List.of(contact.id())).getOrDefault(contact.id(), List.of());
    List<Phone> served = phones.stream().filter(terms.apply(line)::serves).toList();
    Optional<Phone> phone = NumberChoice.next(served, tries);
    if (phone.isEmpty() && served.size() < phones.size()) {
      // An operator at another exchange may be able to call it.
      return putOff(contact, new Decision.Deferred(now.plus(hold), "line", Why.NO_LINE.with())).orElseThrow();
    }
    if (phone.isEmpty()) {
      return putOff(contact, new Decision.Refused("dead-number", Why.NO_OTHER_NUMBER.with())).orElseThrow();
    }
    Attempt attempt = Dispatcher.attempt(contact, campaign.get(), phone.get(), tries.size() + 1, line,
        terms.apply(line), now);
    Set<UUID> written = ledger.write(List.of(attempt), node.name(), now.plus(node.lease()));
    return written.isEmpty() ? gone(contact, now) : new Picked.Written(attempt);
  }

  /// Handles a contact that was withdrawn, or whose number is being rung for another contact; the latter waits again.
  private Picked gone(Contact contact, Instant now) {
    release(new Release.Back(contact, now));
    return new Picked.Gone();
  }

  public void giveBack(Contact contact, Instant notBefore) {
    release(new Release.Back(contact, notBefore));
  }

  private void release(Release release) {
    queue.release(List.of(release), node.name(), node.clock().instant());
  }
}
