package org.obzvon.console;

import java.time.Instant;
import java.util.List;
import org.obzvon.register.Account;

/// Finds debtors, and the messages of one.
public interface DebtorFile {
  int MOST_FOUND = 50;
  int MOST_TOLD = 200;

  /// By account number, by telephone with or without the country's prefix, or by the beginning of an account number.
  List<Account> search(String text);

  /// To and from his telephones, newest first.
  List<Message> messages(Account account);

  /// @param fate what became of it; of an answer, what it was taken for
  record Message(Instant at, boolean fromDebtor, String phone, String text, String fate) {}
}
