package org.obzvon.desk;

import org.obzvon.call.DialogueSink;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.OutcomeSink;

/// How operators of one exchange reach debtors.
///
/// @param calls rings the debtor and connects him, the moment he answers, with the operator who already holds the line
/// @param dialogues hears of talks: the outcome of an answered call waits for what the operator writes down
/// @param sink hears of attempts that never became a call
public record HumanLine(ContactChannel calls, DialogueSink dialogues, OutcomeSink sink) {

  /// The ledger's name of the line.
  public static String nameOf(String exchange) {
    return exchange + "-operators";
  }
}
