package org.obzvon.register;

import java.util.Locale;

/// The languages in which the service speaks and writes to debtors.
public enum Language {
  RU,
  RO,
  EN;

  /// Returns `ru`, `ro` or `en`: the folder names under `ivr-scripts` and `sms-templates`.
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Locale locale() {
    return Locale.of(tag());
  }
}
