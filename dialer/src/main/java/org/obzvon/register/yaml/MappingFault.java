package org.obzvon.register.yaml;

import org.obzvon.document.CodedReason;

/// The faults that a mapping of foreign columns may have.
enum MappingFault implements CodedReason {
  COLUMN_TWICE("maps a second column to '{0}'; leave one of them out under ignore"),
  NO_COLUMN("'{0}' is not a column of ours; known: {1}"),
  PATTERN("must be a date pattern such as dd.MM.yyyy, not '{0}'"),
  BALANCE("must be debt-positive or debt-negative, not '{0}'"),
  ENCODING("must be an encoding such as UTF-8, windows-1251, windows-1250, cp866 or KOI8-R, not '{0}'"),
  PATTERNS("must be at most {0} patterns"),
  ACCOUNT_PATTERN(
      "must be a regular expression of at most {0} characters with one group, which is the account, such as 'contract (\\d+)'"),
  COUNTRY("must be a country such as RU, MD or RO, not '{0}'"),
  CURRENCY("must be a currency such as RUB, MDL or EUR, not '{0}'"),
  ZONE("must be a zone such as Europe/Moscow, not '{0}'");

  private final String english;

  MappingFault(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "mapping";
  }

  @Override
  public String english() {
    return english;
  }
}
