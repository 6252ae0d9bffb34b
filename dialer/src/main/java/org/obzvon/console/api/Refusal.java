package org.obzvon.console.api;

import java.time.Duration;
import java.util.Optional;

/// A request that is well-formed but is not carried out. A malformed one is a `BadInput`.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Kind kind;
  private final transient Optional<Duration> retryAfter;

  public enum Kind {
    /// 400: the body did not arrive whole.
    CUT,
    /// 404: there is nothing of that name or id.
    MISSING,
    /// 408: the body did not arrive in time.
    SLOW,
    /// 409: the present state does not allow the request.
    CONFLICT,
    /// 422: the idempotency key was used for another request.
    OTHER_REQUEST,
    /// 503: the maximum number of such requests is being carried out already.
    BUSY
  }

  public Refusal(Kind kind, String detail) {
    this(kind, detail, Optional.empty());
  }

  public Refusal(Kind kind, String detail, Optional<Duration> retryAfter) {
    super(detail, null, false, false);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public static Refusal missing(String detail) {
    return new Refusal(Kind.MISSING, detail);
  }

  public static Refusal conflict(String detail) {
    return new Refusal(Kind.CONFLICT, detail);
  }

  public Kind kind() {
    return kind;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
