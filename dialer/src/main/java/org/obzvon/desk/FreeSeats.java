package org.obzvon.desk;

import java.util.Set;
import org.obzvon.register.Language;

/// How many debtors of campaigns the free operators of an exchange can take now.
///
/// @param languages what one of them speaks at least; empty: anything
public record FreeSeats(int count, Set<Language> languages) {
  static final FreeSeats NONE = new FreeSeats(0, Set.of());

  public FreeSeats {
    languages = Set.copyOf(languages);
  }
}
