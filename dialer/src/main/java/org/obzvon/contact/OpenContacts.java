package org.obzvon.contact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The contacts of one account that are not over.
public interface OpenContacts {
  /// More than any ladder leaves waiting at once.
  int MOST = 50;

  /// The earliest first, at most [#MOST].
  List<Open> of(UUID account);

  /// @param notBefore the earliest instant at which it is tried, or tried again
  record Open(Contact contact, ContactState state, Instant notBefore) {}
}
