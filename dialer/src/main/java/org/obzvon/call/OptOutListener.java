package org.obzvon.call;

import java.util.UUID;
import org.obzvon.contact.ContactOutcome;

/// Receives, while the call still speaks, that the person who answered opts out or is not the subscriber: the
/// suppression must hold even if the end of the call is never stored. The end of the conversation reports it once more.
public interface OptOutListener {

  /// Stores the wish. Holds the conversation up for a fraction of a second at the most, stored or not, and does not
  /// throw.
  ///
  /// @param soFar the outcome of the attempt if the debtor had hung up with this key
  void heard(UUID attempt, ContactOutcome soFar);
}
