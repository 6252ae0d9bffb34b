package org.obzvon.contact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The contacts of one account that are not over.
public interface OpenContacts {
  /// More than any ladder has waiting at once.
  int MOST = 50;

  /// The open contacts of the account, the earliest first, at most [#MOST].
  List<Open> of(UUID account);

  /// @param notBefore the earliest instant of the next attempt
  record Open(Contact contact, ContactState state, Instant notBefore) {}
}
