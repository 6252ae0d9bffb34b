package org.obzvon.rehearsal;

import java.time.Instant;
import org.obzvon.register.Phone;

/// The far end of every call: who picks up, and what he does. Answers at once and never throws; asked from the
/// exchange's network threads, so it must be safe for them.
@FunctionalInterface
public interface Telephone {

  /// @param attempt the caller's id of the channel; for record only, behaviour must not depend on a random id
  CallBehaviour dial(Phone phone, String attempt, Instant at);
}
