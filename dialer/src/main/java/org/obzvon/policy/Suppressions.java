package org.obzvon.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.Account;

/// The stop entries: one list over all campaigns, kept apart from the register, so that no import touches it.
public interface Suppressions {

  /// In force when it returns. Contacts that wait and have no number left are withdrawn. Adding the same target,
  /// kind, end and origin again changes nothing and returns the entry that is there.
  Suppression add(Stop stop);

  /// Whether there was one in force to lift.
  boolean lift(UUID id);

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
