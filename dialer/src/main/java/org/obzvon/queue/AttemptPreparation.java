package org.obzvon.queue;

import java.util.List;
import org.obzvon.contact.Contact;

/// Prepares what the attempts of waiting contacts will need, before they are leased.
@FunctionalInterface
public interface AttemptPreparation {

  /// Blocks while it works and does not throw. If something cannot be prepared, the attempt itself reports it.
  void prepare(List<Contact> contacts);
}
