package org.obzvon.staff;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The keys of programs. The key itself is shown once, when it is made, and never stored.
public interface ApiKeys {

  /// The program whose key this is, while it is not revoked; counts as use.
  Optional<Caller.Program> find(String key);

  /// @param by who makes it; empty on the command line
  /// @return the key, to be shown once
  String make(String name, Set<Scope> scopes, Optional<UUID> by);

  /// Whether there was one in force to revoke.
  boolean revoke(UUID id);

  /// Newest first, revoked ones among them.
  List<Key> all();

  record Key(UUID id, String name, Set<Scope> scopes, Term term) {}

  record Term(Instant createdAt, Optional<Instant> usedAt, Optional<Instant> revokedAt) {}
}
