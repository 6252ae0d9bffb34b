package org.obzvon.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.Attempt;
import org.obzvon.register.Account;
import org.obzvon.register.Phone;

/// The stop entries: one list over all campaigns, kept apart from the register, so that no import touches it.
public interface Suppressions {

  /// In force when it returns. Contacts that wait and have no number left are withdrawn. Adding the same target,
  /// kind, end and origin again changes nothing and returns the entry that is there.
  Suppression add(Stop stop);

  /// What an entry of this kind covers that the attempt has given already, lifted or not: whoever heard the wish decided.
  /// The household, where it has given one for that and one for the number.
  Optional<Suppression.Target> given(Attempt attempt, StopKind kind);

  /// Whether there was one in force to lift.
  boolean lift(UUID id);

  /// Begins the source of an entry that was asked for by text message.
  String BY_TEXT = "text message ";

  /// Lifts the entries of exactly this number that were asked for by text message from it; returns how many.
  int liftAskedByText(Phone phone);

  Optional<Suppression> find(UUID id);

  /// Newest first, at most `limit`.
  List<Suppression> list(Scope scope, int limit);

  /// Those that concern the account: its numbers and its household; newest first.
  List<Suppression> concerning(Account account, Scope scope);

  enum Scope {
    IN_FORCE,
    ALL
  }

  /// A stop entry to be put in.
  record Stop(
      Suppression.Target target, StopKind kind, String note, Optional<Instant> until, Suppression.Origin origin) {}
}
