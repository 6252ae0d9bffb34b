package org.obzvon.comparison;

/// What came of the accounts that one script or one operator had to do with, to stand beside the goals. It is no
/// comparison: nobody drew by lot who gets which debtor.
///
/// @param paid after the first contact by that script or operator, within the window
public record Reckoning(int accounts, int reached, int promised, int paid) {
  static final Reckoning NONE = new Reckoning(0, 0, 0, 0);

  Reckoning plus(boolean reachedOne, boolean promisedOne, boolean paidOne) {
    return new Reckoning(
        accounts + 1, reached + (reachedOne ? 1 : 0), promised + (promisedOne ? 1 : 0), paid + (paidOne ? 1 : 0));
  }
}
