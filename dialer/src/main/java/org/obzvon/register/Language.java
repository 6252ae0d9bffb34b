package org.obzvon.register;

import java.util.Locale;

/// The languages in which debtors are spoken and written to.
public enum Language {
  RU,
  RO,
  EN;

  /// `ru`, `ro`, `en`: the folder names under `ivr-scripts` and `sms-templates`.
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Locale locale() {
    return Locale.of(tag());
  }
}
