package org.obzvon.comparison;

/// The optional columns of a table of accounts, beside account, household and arm.
public enum Column {
  EVENT("event"),
  /// Says whether the table distinguishes [FollowUpEnd#LEFT] from the end of the follow-up.
  LEFT("departures"),
  DAYS("time_days"),
  PAID("amount_paid"),
  COST("contact_cost"),
  REACHED("reached"),
  REASON("reason"),
  COVARIATE("covariate");

  private final String title;

  Column(String title) {
    this.title = title;
  }

  /// Returns the name in the header of a file; departures are read from `event`.
  public String title() {
    return title;
  }
}
