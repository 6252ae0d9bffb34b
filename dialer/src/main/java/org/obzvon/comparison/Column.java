package org.obzvon.comparison;

/// What a table of accounts may tell beside account, household and arm.
public enum Column {
  EVENT("event"),
  /// Whether [Event#LEFT] is told apart from being followed no longer.
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

  /// As the header of a file names it; departures are told by `event`.
  public String title() {
    return title;
  }
}
