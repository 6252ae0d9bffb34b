package org.obzvon.comparison;

/// One account as the comparison sees it. If the table lacks a [Column], its field holds an arbitrary value.
///
/// @param arm the arm that the household was assigned to, whatever happened later
public record AccountRow(String account, String household, String arm, End end, Money money, Traits traits) {

  /// @param days from the assignment to the event or to the end of the follow-up
  public record End(FollowUpEnd event, double days) {}

  /// The money of one account, in one currency for the whole table.
  public record Money(double paid, double contactCost) {}

  /// @param reason the stratum: known before anybody was contacted
  /// @param covariate a number from before the assignment
  public record Traits(boolean reached, String reason, double covariate) {}
}
