package org.obzvon.desk;

import java.util.Set;
import org.obzvon.register.Language;

/// The number of campaign debtors that the free operators of an exchange can take now.
///
/// @param languages the languages of the debtors they can take; empty: any
public record FreeSeats(int count, Set<Language> languages) {
  static final FreeSeats NONE = new FreeSeats(0, Set.of());

  public FreeSeats {
    languages = Set.copyOf(languages);
  }
}
