package org.obzvon.console.api;

import java.time.Duration;
import java.util.UUID;

/// Answers to requests that carry an idempotency key, so that a request whose answer was lost on the way can be
/// repeated without being carried out again.
public interface IdempotentAnswers {
  /// A key counts as new again after this time.
  Duration KEPT = Duration.ofHours(24);

  /// A request without an answer after this time died with its process; the next request with its key takes its place.
  /// All our requests can bear that: work that is done already is found done.
  Duration HELD = Duration.ofMinutes(10);

  Turn begin(Asked asked);

  /// Keeps the answer for [#KEPT].
  void keep(Asked asked, Answer answer);

  /// Frees the key after a fault of ours, so that the request may be made again.
  void forget(Asked asked);

  /// @param key id of the caller's API key
  /// @param sha256 hash of method, path, query and body
  record Asked(UUID key, String idempotencyKey, byte[] sha256) {}

  record Answer(int status, String contentType, byte[] body) {}

  sealed interface Turn {
    /// The caller carries the request out and then calls [#keep] or [#forget].
    record First() implements Turn {}

    record Again(Answer answer) implements Turn {}

    /// The first request has no answer yet.
    record InWork() implements Turn {}

    /// The key was used for another request.
    record OtherRequest() implements Turn {}
  }
}
