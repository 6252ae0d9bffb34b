package org.obzvon.policy;

import java.time.LocalDate;

/// Public holidays by country, from a calendar that is only approximate; profiles correct single days.
public interface Holidays {

  /// @param country ISO 3166 code in lower case
  boolean knows(String country);

  /// Returns true both for the date itself and for the day it was moved to. Throws if the country is not known.
  boolean isHoliday(String country, LocalDate day);
}
