package org.obzvon.comparison;

/// The results of the accounts that one script or one operator handled, to be shown beside the goals. It is no
/// comparison: debtors are not assigned to scripts or operators at random.
///
/// @param paid after the first contact by that script or operator, within the window
public record WorkResults(int accounts, int reached, int promised, int paid) {
  static final WorkResults NONE = new WorkResults(0, 0, 0, 0);

  WorkResults plus(boolean reachedOne, boolean promisedOne, boolean paidOne) {
    return new WorkResults(
        accounts + 1, reached + (reachedOne ? 1 : 0), promised + (promisedOne ? 1 : 0), paid + (paidOne ? 1 : 0));
  }
}
