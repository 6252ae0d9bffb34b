package org.obzvon.commands;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.obzvon.document.BadInput;
import org.obzvon.staff.Actor;
import org.obzvon.staff.ApiKeys;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.ApiKeyScope;

/// The commands on API keys, each stored together with its actor.
public final class ApiKeyUseCases {
  private final ApiKeys keys;
  private final AuditLog log;

  public ApiKeyUseCases(ApiKeys keys, AuditLog log) {
    this.keys = keys;
    this.log = log;
  }

  /// @return the key, to be shown once
  /// @throws BadInput when the name could break a list, or no scope is granted
  public String make(Actor actor, String name, Set<ApiKeyScope> scopes) {
    if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}")) {
      throw BadInput.of("name", FormFault.NAME.with(60));
    }
    if (scopes.isEmpty()) {
      throw BadInput.of("scope", FormFault.CHOOSE_ONE.with());
    }
    String words = scopes.stream().map(ApiKeyScope::name).sorted().collect(Collectors.joining(" "));
    return log.asOne(
        () -> {
          log.note(actor, AuditLog.Deed.of("key make", "key " + name, Map.of("scopes", words)));
          return keys.make(name, scopes, actor.user());
        });
  }

  /// Revokes the key. Returns false if there is none in force.
  public boolean revoke(Actor actor, UUID id) {
    return log.asOne(
        () -> {
          boolean revoked = keys.revoke(id);
          if (revoked) {
            log.note(actor, AuditLog.Deed.of("key revoke", "key " + name(id)));
          }
          return revoked;
        });
  }

  private String name(UUID id) {
    return all().stream().filter(key -> key.id().equals(id)).map(ApiKeys.Key::name).findFirst().orElse(id.toString());
  }

  /// Returns all keys, newest first, including revoked ones.
  public List<ApiKeys.Key> all() {
    return keys.all();
  }
}
