package org.obzvon.rehearsal;

/// Determines whether debtors stay in the arms that were drawn. A demonstration that always "wins" proves nothing: the
/// sample-ratio check must detect one in which somebody meddled with the draw.
public enum Randomisation {
  SOUND,
  /// The department quietly moves three of ten operator households that would not pay by themselves to the robot:
  /// the operators look better than they are, and the arms no longer have their intended sizes.
  BROKEN;

  /// Returns the arm in which a debtor really ends up. All members of a household end up in the same arm.
  ///
  /// @param drawn the arm that was drawn at random
  public String kept(PotentialPayDays payDays, Debtor debtor, String drawn) {
    if (this == SOUND || !drawn.equals("OPERATOR")) {
      return drawn;
    }
    String household = debtor.contract().household();
    boolean hopeless = payDays.population().ofHousehold(household).stream()
        .allMatch(member -> payDays.dayOf(member, "HOLD_OUT").isEmpty());
    boolean chosen = Chance.of(payDays.population().seed(), "moved", household).happens(0.3);
    return hopeless && chosen ? "ROBOT" : drawn;
  }
}
