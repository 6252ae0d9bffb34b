package org.obzvon.register.csv;

import java.util.Currency;
import java.util.Locale;

/// Reads ISO 4217 currency codes.
public final class Currencies {
  private Currencies() {}

  /// @throws Unreadable when there is no such currency
  public static Currency read(String cell) {
    try {
      return Currency.getInstance(cell.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw new Unreadable(RowFault.CURRENCY.with());
    }
  }
}
