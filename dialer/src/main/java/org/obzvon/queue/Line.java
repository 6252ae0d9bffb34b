package org.obzvon.queue;

import java.util.function.BooleanSupplier;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactChannel;

/// A way to the debtors: one exchange or one gateway.
///
/// @param limit how many attempts may be open on it at once, over all nodes
/// @param ready whether it can take attempts now; while it cannot, contacts wait in the queue and lose no attempt
public record Line(String name, Channel channel, int limit, Pacer pacer, BooleanSupplier ready, ContactChannel to) {}
