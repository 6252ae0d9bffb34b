package org.obzvon.comparison;

/// One account as the comparison sees it. A field whose [Column] the table does not have holds anything.
///
/// @param arm the arm that the household was assigned to, whatever happened later
public record AccountRow(String account, String household, String arm, End end, Money money, Traits traits) {

  /// @param days from the assignment to the event or to the end of following
  public record End(Event event, double days) {}

  /// In one currency for the whole table.
  public record Money(double paid, double contactCost) {}

  /// @param reason the stratum: known before anybody was contacted
  /// @param covariate a number from before the assignment
  public record Traits(boolean reached, String reason, double covariate) {}
}
