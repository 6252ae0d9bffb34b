package org.obzvon.register;

import java.time.LocalDate;
import java.util.Optional;

/// One accepted row of a register: the data that billing gives about one account on the day of the snapshot.
///
/// @param number the operator's own number of the contract
/// @param household the household key that billing gave; empty if only the phones tell which accounts belong together
/// @param contractEnded the last day of the contract; empty while it goes on, or if billing does not give it
public record Entry(
    String number,
    Optional<String> household,
    Account.Subscriber subscriber,
    Account.Subscription subscription,
    Account.Debt debt,
    Optional<LocalDate> contractEnded) {

  /// Creates the entry of a contract that goes on.
  public Entry(
      String number, Optional<String> household, Account.Subscriber subscriber, Account.Subscription subscription,
      Account.Debt debt) {
    this(number, household, subscriber, subscription, debt, Optional.empty());
  }
}
