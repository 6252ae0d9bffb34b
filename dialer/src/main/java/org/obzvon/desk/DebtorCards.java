package org.obzvon.desk;

import java.util.Optional;
import java.util.UUID;

/// Gathers what an operator must know about a debtor.
public interface DebtorCards {

  /// @param campaign the campaign of the contact
  Optional<DebtorCard> of(UUID account, UUID campaign);
}
