package org.obzvon.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The planned contacts, and the commands that add a plan to the queue.
public interface ContactPlans {

  /// The steps of a campaign that are planned for these households, in any state: a step is planned once, unless it was
  /// released. Contacts that an event caused are left out.
  Set<Key> planned(UUID campaign, Collection<UUID> households);

  /// Adds contacts; one that is already planned stays unchanged. Returns how many were new.
  int add(List<Plan> plans, Instant now);

  /// Adds a contact that this node carries out at once, without the queue. Returns false when it exists already.
  boolean hold(Contact contact, String node, Instant until);

  /// The identity of a step. A step of a ladder counts once for a household and an anchor date; a notice for an account
  /// and the date.
  record Key(UUID whom, LocalDate anchor, int step) {
    public static Key of(Contact contact) {
      boolean notice = contact.step().origin().kind() == ContactOrigin.Kind.NOTICE;
      UUID whom = notice ? contact.debtor().account() : contact.debtor().household();
      return new Key(whom, contact.step().anchor(), contact.step().number());
    }
  }

  sealed interface Plan {
    Contact contact();

    record Wait(Contact contact, Instant notBefore) implements Plan {}

    /// The contact is stored with the reason, so that the policy is not asked again at every tick.
    record Refuse(Contact contact, String why) implements Plan {}
  }
}
