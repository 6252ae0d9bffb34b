package org.obzvon.call;

import java.time.Instant;
import org.obzvon.call.LineChange.Why;

/// A line takes no calls but the one that tries it.
///
/// @param since when it began, by the wall clock
/// @param detail what the network or the exchange said last; empty where it said nothing
public record Rest(Instant since, Why why, String detail) {}
