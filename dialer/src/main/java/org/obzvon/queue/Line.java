package org.obzvon.queue;

import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactChannel;

/// A way to the debtors: one exchange or one gateway.
///
/// @param limit how many attempts may be open on it at once, over all nodes
/// @param room how many attempts it can take now; while it can take none, contacts wait in the queue and lose no attempt
public record Line(String name, Channel channel, int limit, Pacer pacer, IntSupplier room, ContactChannel to) {

  /// A line that takes attempts up to its limit, or none while it is not ready.
  public Line(String name, Channel channel, int limit, Pacer pacer, BooleanSupplier ready, ContactChannel to) {
    this(name, channel, limit, pacer, (IntSupplier) () -> ready.getAsBoolean() ? limit : 0, to);
  }
}
