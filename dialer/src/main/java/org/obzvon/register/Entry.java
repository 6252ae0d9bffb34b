package org.obzvon.register;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One accepted row of a register: what billing says of one account on the day of the snapshot.
///
/// @param number the operator's own number of the contract
/// @param household the household key that billing gave; empty where the phones alone tell who belongs together
/// @param contractEnded the last day of the contract; empty while it goes on, or where billing does not tell
public record Entry(
    String number,
    Optional<String> household,
    Account.Subscriber subscriber,
    Account.Subscription subscription,
    Account.Debt debt,
    Optional<LocalDate> contractEnded) {

  /// A contract that goes on.
  public Entry(
      String number, Optional<String> household, Account.Subscriber subscriber, Account.Subscription subscription,
      Account.Debt debt) {
    this(number, household, subscriber, subscription, debt, Optional.empty());
  }

  /// The same row with no other phones than these, which are among its own.
  public Entry withPhones(List<Phone> left) {
    Map<Phone, String> extensions = new HashMap<>(subscriber.extensions());
    extensions.keySet().retainAll(left);
    var reached =
        new Account.Subscriber(
            subscriber.name(), subscriber.place(), subscriber.language(), subscriber.legalEntity(), left, extensions);
    return new Entry(number, household, reached, subscription, debt, contractEnded);
  }
}
