package org.obzvon.rehearsal;

import java.time.Instant;
import org.obzvon.register.Phone;

/// The far end of every call: who picks up, and what they do. It answers at once and never throws; the exchange's
/// network threads ask it, so it must be thread-safe.
@FunctionalInterface
public interface Telephone {

  /// @param attempt the caller's id of the channel; for record only, because behaviour must not depend on a random id
  CallBehaviour dial(Phone phone, String attempt, Instant at);
}
