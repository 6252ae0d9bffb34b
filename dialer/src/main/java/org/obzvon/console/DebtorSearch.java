package org.obzvon.console;

import java.time.Instant;
import java.util.List;
import org.obzvon.register.Account;

/// Finds debtors and the messages of one debtor.
public interface DebtorSearch {
  int MOST_FOUND = 50;
  int MOST_TOLD = 200;

  /// Finds accounts by account number, by phone number with or without the country prefix, or by the beginning of an
  /// account number.
  List<Account> search(String text);

  /// Returns the messages to and from the debtor's phone numbers, newest first.
  List<Message> messages(Account account);

  /// @param fate delivery status of a message to the debtor; for an answer from the debtor, how it was understood
  record Message(Instant at, boolean fromDebtor, String phone, String text, String fate) {}
}
