package org.obzvon.desk;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Contact;
import org.obzvon.document.Sentence;

/// The contacts that operators work off, by the same rules as any other: leased by one at a time, the policy asked
/// last, the attempt written before anything rings.
public interface Errands {

  /// Leases a contact for an operator: call-backs that he promised come first, then debtors whose language he speaks.
  /// Empty when nothing is due.
  Optional<Errand> next(Operator operator);

  /// Operators who promised a call-back that is due.
  Set<UUID> promisers();

  /// Leases the oldest due call-back that this operator promised; empty when the policy does not permit it now either.
  Optional<Contact> promised(Operator operator);

  /// Asks the policy and writes the attempt. A contact that is not placed is put back or ended.
  ///
  /// @param line as the ledger shall name it
  Placing place(Contact contact, String line);

  /// @param notBefore when it may be leased again
  void giveBack(Contact contact, Instant notBefore);

  /// @param promised whether this operator promised to call
  record Errand(Contact contact, boolean promised) {}

  sealed interface Placing {
    record Placed(Attempt attempt) implements Placing {}

    record Later(Instant until, Sentence why) implements Placing {}

    record Refused(Sentence why) implements Placing {}

    /// The lease ran out, or the contact was called off.
    record Gone() implements Placing {}
  }
}
