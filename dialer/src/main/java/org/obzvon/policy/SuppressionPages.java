package org.obzvon.policy;

import java.util.List;
import java.util.Optional;
import org.obzvon.register.Position;

/// The stop entries page by page, newest first.
public interface SuppressionPages {
  List<Suppression> page(Suppressions.Scope scope, Optional<Position> after, int limit);
}
