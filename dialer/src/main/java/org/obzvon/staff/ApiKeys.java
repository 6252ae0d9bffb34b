package org.obzvon.staff;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The API keys of programs. The key itself is shown once, when it is made, and is never stored.
public interface ApiKeys {

  /// Returns the program of an unrevoked key. This counts as a use of the key.
  Optional<Caller.Program> find(String key);

  /// @param by user who makes the key; empty on the command line
  /// @return the key, to be shown once
  String make(String name, Set<ApiKeyScope> scopes, Optional<UUID> by);

  /// Revokes the key. Returns false if there is none in force.
  boolean revoke(UUID id);

  /// Returns all keys, newest first, including revoked ones.
  List<Key> all();

  record Key(UUID id, String name, Set<ApiKeyScope> scopes, Term term) {}

  record Term(Instant createdAt, Optional<Instant> usedAt, Optional<Instant> revokedAt) {}
}
