package org.obzvon.policy;

import java.util.List;
import java.util.Optional;
import org.obzvon.register.ListPosition;

/// Reads the suppressions page by page, newest first.
public interface SuppressionPages {
  List<Suppression> page(Suppressions.Scope scope, Optional<ListPosition> after, int limit);
}
