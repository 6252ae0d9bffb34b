package org.obzvon.call;

import java.time.Instant;
import org.obzvon.call.LineChange.Why;

/// The state of a line that takes no calls except the one that tries it (its circuit breaker is open).
///
/// @param since when it began, by the wall clock
/// @param detail what the network or the exchange said last; empty if it said nothing
public record OpenBreaker(Instant since, Why why, String detail) {}
