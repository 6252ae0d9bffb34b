package org.obzvon.desk;

import java.util.Optional;
import java.util.UUID;

/// Who may sit at the desk.
public interface Staff {

  /// An active operator with a telephone that the exchange can dial; empty for anybody else.
  Optional<Operator> operator(UUID user);
}
