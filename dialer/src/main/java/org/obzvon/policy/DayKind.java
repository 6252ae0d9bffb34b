package org.obzvon.policy;

/// The kinds of days that have permitted hours of their own.
public enum DayKind {
  WORKDAY,
  SATURDAY,
  SUNDAY,
  /// A public holiday or a day off moved onto a weekday, on any day of the week.
  HOLIDAY
}
