package org.obzvon.console;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.obzvon.document.BadInput;
import org.obzvon.staff.Actor;
import org.obzvon.staff.ApiKeys;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Scope;

/// The commands on the keys of programs, whoever gives them, each stored together with who gave it.
public final class KeyDesk {
  private final ApiKeys keys;
  private final AuditLog log;

  public KeyDesk(ApiKeys keys, AuditLog log) {
    this.keys = keys;
    this.log = log;
  }

  /// @return the key, to be shown once
  /// @throws BadInput when the name could harm a list, or nothing is granted
  public String make(Actor actor, String name, Set<Scope> scopes) {
    if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}")) {
      throw BadInput.of("name", FormFault.NAME.with(60));
    }
    if (scopes.isEmpty()) {
      throw BadInput.of("scope", FormFault.CHOOSE_ONE.with());
    }
    String words = scopes.stream().map(Scope::name).sorted().collect(Collectors.joining(" "));
    return log.asOne(
        () -> {
          log.note(actor, AuditLog.Deed.of("key make", "key " + name, Map.of("scopes", words)));
          return keys.make(name, scopes, actor.user());
        });
  }

  /// Whether there was one in force to revoke.
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

  /// Newest first, revoked ones among them.
  public List<ApiKeys.Key> all() {
    return keys.all();
  }
}
