package org.obzvon.call;

import java.util.UUID;
import org.obzvon.contact.ContactOutcome;

/// Hears, while the call still speaks, that whoever answered wishes to be left alone or is not whom we look for: it
/// must hold even if the end of the call is never stored. The end of the conversation tells it once more.
public interface StopWish {

  /// Holds the conversation up for a fraction of a second at the most, stored or not, and does not throw.
  ///
  /// @param soFar what the attempt would have ended as, had the debtor hung up with this key
  void heard(UUID attempt, ContactOutcome soFar);
}
