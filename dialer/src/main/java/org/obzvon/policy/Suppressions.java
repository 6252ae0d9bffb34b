package org.obzvon.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.Attempt;
import org.obzvon.register.Account;
import org.obzvon.register.Phone;

/// The suppressions (stop entries): one list over all campaigns, kept apart from the register, so that no import
/// changes it.
public interface Suppressions {

  /// Adds a suppression, which is in force when this method returns, and withdraws waiting contacts that have no number
  /// left. Adding the same target, kind, end and origin again changes nothing and returns the existing entry.
  Suppression add(Stop stop);

  /// Returns the target of the entry of this kind that the attempt has already given, lifted or not: the first report
  /// of the wish decides. If the attempt gave one entry for the household and one for the number, returns the
  /// household.
  Optional<Suppression.Target> given(Attempt attempt, StopKind kind);

  /// Lifts the entry. Returns true if one was in force.
  boolean lift(UUID id);

  /// The beginning of the source of an entry that was requested by text message.
  String BY_TEXT = "text message ";

  /// Lifts the entries of exactly this number that were requested by text message from it. Returns how many.
  int liftAskedByText(Phone phone);

  Optional<Suppression> find(UUID id);

  /// Returns at most `limit` entries, newest first.
  List<Suppression> list(Scope scope, int limit);

  /// Returns the entries that concern the account (its numbers and its household), newest first.
  List<Suppression> concerning(Account account, Scope scope);

  enum Scope {
    IN_FORCE,
    ALL
  }

  /// A suppression to be added.
  record Stop(
      Suppression.Target target, StopKind kind, String note, Optional<Instant> until, Suppression.Origin origin) {}
}
