package org.obzvon.sms;

import java.math.BigDecimal;
import java.time.LocalDate;

/// Counts the cost of each gateway per day.
public interface Spending {

  /// Takes an amount from the day's budget. Returns false and takes nothing when the budget does not suffice.
  boolean spend(String gateway, LocalDate day, BigDecimal amount, BigDecimal budget);

  /// Gives back an amount that was not spent after all.
  void refund(String gateway, LocalDate day, BigDecimal amount);
}
