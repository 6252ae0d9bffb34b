package org.obzvon.register;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.obzvon.document.SentenceValue;

/// An amount with its currency, rounded to hundredths.
public record Money(BigDecimal amount, Currency currency) implements SentenceValue.Sayable {
  public Money {
    amount = amount.setScale(2, RoundingMode.HALF_UP);
  }

  public static Money of(String amount, String currency) {
    return new Money(new BigDecimal(amount), Currency.getInstance(currency));
  }

  public Money negate() {
    return new Money(amount.negate(), currency);
  }

  @Override
  public SentenceValue said() {
    return new SentenceValue.Amount(amount, currency);
  }

  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency.getCurrencyCode();
  }
}
