package org.obzvon.sms;

import java.time.LocalDate;
import org.obzvon.register.Money;

/// The value of a variable in one message.
public sealed interface Value {
  record Text(String text) implements Value {}

  record Amount(Money money) implements Value {}

  record Day(LocalDate day) implements Value {}

  record Count(int number) implements Value {}
}
