package org.obzvon.desk;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Contact;
import org.obzvon.document.Sentence;

/// The contacts that operators call, by the same rules as all others: one node leases each, the policy is asked last,
/// and the attempt is written before anything rings.
public interface PreviewContacts {

  /// Leases a contact for an operator: call-backs that they promised come first, then debtors whose language they
  /// speak. Empty when nothing is due.
  Optional<Errand> next(Operator operator);

  /// Returns the operators who promised a call-back that is due.
  Set<UUID> promisers();

  /// Leases the oldest due call-back that this operator promised. Empty also when the policy does not permit it now.
  Optional<Contact> promised(Operator operator);

  /// Asks the policy and writes the attempt. A contact that is not placed is put back or ended.
  ///
  /// @param line its name in the ledger
  Placing place(Contact contact, String line);

  /// @param notBefore the earliest time at which it may be leased again
  void giveBack(Contact contact, Instant notBefore);

  /// @param promised whether this operator promised the call
  record Errand(Contact contact, boolean promised) {}

  sealed interface Placing {
    record Placed(Attempt attempt) implements Placing {}

    record Later(Instant until, Sentence why) implements Placing {}

    record Refused(Sentence why) implements Placing {}

    /// The lease ran out, or the contact was withdrawn.
    record Gone() implements Placing {}
  }
}
