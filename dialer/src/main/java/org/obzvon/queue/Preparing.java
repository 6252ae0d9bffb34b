package org.obzvon.queue;

import java.util.List;
import org.obzvon.contact.Contact;

/// Makes ready what the attempts of waiting contacts will need, before they are leased.
@FunctionalInterface
public interface Preparing {

  /// Blocks while it works and does not throw. What cannot be made ready is told by the attempt itself.
  void prepare(List<Contact> contacts);
}
