package org.obzvon.sms;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.Ground;

/// The promises, payments and appointments that messages are about.
public interface Subjects {

  /// What it gives a text; empty when it does not hold any more: the promise was settled, the fitter does not come.
  Optional<Map<Variable, Value>> values(Ground ground);

  /// The newest of an account that a message of the purpose could be about, for a preview.
  Optional<Map<Variable, Value>> newest(Purpose purpose, UUID account);
}
