package org.obzvon.schedule;

import java.time.Instant;
import java.util.List;
import org.obzvon.document.Sentence;
import org.obzvon.register.Account;

/// What another part of the work knows of an account that explains why it is, or is not, contacted.
@FunctionalInterface
public interface AccountNotes {

  /// In the order in which they are shown; empty where there is nothing to say.
  List<Sentence> about(Account account, Instant now);
}
