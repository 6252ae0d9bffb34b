package org.obzvon.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.obzvon.register.Account;
import org.obzvon.register.Money;

/// Reads the payments of an account for people who ask about it.
public interface PaymentHistory {
  int MOST = 200;

  /// Returns the payments that belong to the account or belonged to it, newest first.
  List<Entry> of(Account account);

  /// @param amount as it was reported
  /// @param changes that were reported since, oldest first
  record Entry(
      String source, String externalId, Instant paidAt, Instant toldAt, Money amount, Does does, List<Change> changes) {
    public Entry {
      changes = List.copyOf(changes);
    }
  }

  /// The effect of a payment on the account's balance.
  enum Does {
    LOWERS_DEBT("lowers the debt"),
    IN_REGISTER("the register knew it"),
    WAITS("waits for the next register: this one may know it or not"),
    ANNOUNCED("announced, counts from its day"),
    TAKEN_BACK("was taken back"),
    MOVED_AWAY("was moved to another account");

    private final String english;

    Does(String english) {
      this.english = english;
    }

    public String english() {
      return english;
    }
  }

  /// @param toldAs the id under which it was reported
  /// @param moved the numbers of both accounts; empty: the amount was taken back
  record Change(String toldAs, Instant madeAt, Instant toldAt, Money amount, Optional<Move> moved) {}

  record Move(String from, String to) {}
}
