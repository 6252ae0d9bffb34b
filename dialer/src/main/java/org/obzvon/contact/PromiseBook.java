package org.obzvon.contact;

import java.time.Instant;
import java.util.UUID;

/// Promises given after an attempt was over, such as by an answer to a text message.
public interface PromiseBook {

  /// Keeps a promise as one that the attempt brought. False, and nothing kept, when the attempt has one already or is
  /// unknown.
  boolean add(UUID attempt, Promise promise, Instant madeAt);
}
