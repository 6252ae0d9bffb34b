package org.obzvon.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What is planned already, and how a plan becomes part of the queue.
public interface ContactPlans {

  /// The steps of a campaign that are planned for these households, in whatever state: a step is planned once,
  /// unless it was released. What happened is left out.
  Set<Key> planned(UUID campaign, Collection<UUID> households);

  /// Adds contacts; one that is planned already is left as it is. Returns how many were new.
  int add(List<Plan> plans, Instant now);

  /// Adds a contact that this node carries out at once, without the queue. False when it is there already.
  boolean hold(Contact contact, String node, Instant until);

  /// A step of a ladder counts once for a household and an anchor date; a notice for an account and the date.
  record Key(UUID whom, LocalDate anchor, int step) {
    public static Key of(Contact contact) {
      boolean notice = contact.step().ground().kind() == Ground.Kind.NOTICE;
      UUID whom = notice ? contact.debtor().account() : contact.debtor().household();
      return new Key(whom, contact.step().anchor(), contact.step().number());
    }
  }

  sealed interface Plan {
    Contact contact();

    record Wait(Contact contact, Instant notBefore) implements Plan {}

    /// Kept with its reason so that it is not asked about again at every tick.
    record Refuse(Contact contact, String why) implements Plan {}
  }
}
