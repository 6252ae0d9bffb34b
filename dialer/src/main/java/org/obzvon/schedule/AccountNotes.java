package org.obzvon.schedule;

import java.time.Instant;
import java.util.List;
import org.obzvon.document.Sentence;
import org.obzvon.register.Account;

/// The facts that another package knows about an account and that explain why it is, or is not, contacted.
@FunctionalInterface
public interface AccountNotes {

  /// Returns the notes in the order in which they are shown; empty if there are none.
  List<Sentence> about(Account account, Instant now);
}
