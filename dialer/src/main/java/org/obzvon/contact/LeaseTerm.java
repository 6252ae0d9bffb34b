package org.obzvon.contact;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The time for which leased contacts belong to this node, counted from before the lease was requested.
///
/// Two clocks measure it: the clock by which other nodes see the lease expire, and a monotonic one, which is never set
/// back and goes on while this process stalls. The lease holds while both agree that it does.
public final class LeaseTerm {
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Duration length;
  private final Instant begun;
  private final long begunNanos;

  /// Starts the term now; call it before the lease is requested.
  ///
  /// @param nanos a monotonic clock
  public LeaseTerm(Duration length, InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.length = length;
    this.begun = clock.instant();
    this.begunNanos = nanos.getAsLong();
  }

  public Instant begun() {
    return begun;
  }

  /// The stored end of the lease.
  public Instant until() {
    return begun.plus(length);
  }

  public boolean holds() {
    return clock.instant().isBefore(until()) && nanos.getAsLong() - begunNanos < length.toNanos();
  }
}
