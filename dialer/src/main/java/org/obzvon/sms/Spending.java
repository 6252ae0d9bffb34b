package org.obzvon.sms;

import java.math.BigDecimal;
import java.time.LocalDate;

/// What gateways have cost today.
public interface Spending {

  /// Takes an amount from the day's budget. False, and nothing taken, when it does not suffice.
  boolean spend(String gateway, LocalDate day, BigDecimal amount, BigDecimal budget);

  /// Gives back what was not spent after all.
  void refund(String gateway, LocalDate day, BigDecimal amount);
}
