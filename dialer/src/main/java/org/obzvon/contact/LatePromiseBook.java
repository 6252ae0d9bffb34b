package org.obzvon.contact;

import java.time.Instant;
import java.util.UUID;

/// Stores promises given after an attempt was over, for example in answer to a text message.
public interface LatePromiseBook {

  /// Stores a promise as a result of the attempt. Returns false and stores nothing when the attempt has one already or
  /// is unknown.
  boolean add(UUID attempt, Promise promise, Instant madeAt);
}
