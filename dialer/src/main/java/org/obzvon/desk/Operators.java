package org.obzvon.desk;

import java.util.Optional;
import java.util.UUID;

/// The people who may work at the desk.
public interface Operators {

  /// Returns an active operator with a telephone that the exchange can dial; empty for anybody else.
  Optional<Operator> operator(UUID user);
}
