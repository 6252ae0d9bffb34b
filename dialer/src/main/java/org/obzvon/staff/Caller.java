package org.obzvon.staff;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The caller of a request: a person with a role, or a program with the scopes of its key.
public sealed interface Caller {
  boolean may(Right right);

  Actor actor();

  record Person(Session session) implements Caller {
    @Override
    public boolean may(Right right) {
      return session.user().role().may(right);
    }

    @Override
    public Actor actor() {
      return new Actor(session.user().login(), Optional.of(session.user().id()), Optional.empty());
    }
  }

  record Program(UUID key, String name, Set<ApiKeyScope> scopes) implements Caller {
    @Override
    public boolean may(Right right) {
      return scopes.stream().anyMatch(scope -> scope.grants(right));
    }

    @Override
    public Actor actor() {
      return new Actor(name, Optional.empty(), Optional.of(key));
    }
  }
}
