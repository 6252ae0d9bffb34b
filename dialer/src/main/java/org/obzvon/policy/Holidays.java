package org.obzvon.policy;

import java.time.LocalDate;

/// Public holidays by country, from a calendar that is only approximate; profiles correct it day by day.
public interface Holidays {

  /// @param country ISO 3166 code in lower case
  boolean knows(String country);

  /// Both the date itself and the day it was moved to. Throws for a country that is not known.
  boolean isHoliday(String country, LocalDate day);
}
