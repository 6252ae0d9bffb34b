package org.obzvon.console.api;

import java.time.Duration;
import java.util.UUID;

/// Answers to requests that carry an idempotency key, so that a request whose answer was lost on the way can be made
/// again without being done again.
public interface Answers {
  /// After that a key is new again.
  Duration KEPT = Duration.ofHours(24);

  /// A request that has no answer after so long died with its process; the next one of its key takes its place. Every
  /// request of ours can bear that: what it did is found done.
  Duration HELD = Duration.ofMinutes(10);

  Turn begin(Asked asked);

  /// Keeps the answer for [#KEPT].
  void keep(Asked asked, Answer answer);

  /// Frees the key: what went wrong was ours, and the request may be made again.
  void forget(Asked asked);

  /// @param key of the caller
  /// @param sha256 of method, path, query and body
  record Asked(UUID key, String idempotencyKey, byte[] sha256) {}

  record Answer(int status, String contentType, byte[] body) {}

  sealed interface Turn {
    /// Carry it out, then [#keep] or [#forget].
    record First() implements Turn {}

    record Again(Answer answer) implements Turn {}

    /// The first one is not answered yet.
    record InWork() implements Turn {}

    /// The key was used for another request.
    record OtherRequest() implements Turn {}
  }
}
