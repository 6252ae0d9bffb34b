package org.obzvon.register;

import java.time.Instant;
import java.util.Optional;

/// The payments of an account that have not changed its balance yet.
///
/// @param toldAt when the newest payment was reported that the newest register may or may not contain; empty: there is
///     none
/// @param announcedFor begin of the day from which the next announced payment counts; empty: none is announced
public record PendingPayments(Optional<Instant> toldAt, Optional<Instant> announcedFor) {
  public static final PendingPayments NONE = new PendingPayments(Optional.empty(), Optional.empty());
}
