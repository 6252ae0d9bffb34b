package org.obzvon.desk;

import org.obzvon.call.DialogueSink;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.OutcomeSink;

/// How operators of one exchange reach debtors.
///
/// @param calls rings the debtor and connects him, the moment he answers, with the operator who already holds the line
/// @param talks hears of talks of operators with debtors whom they called: the outcome waits for what they write down
/// @param takeovers the same of debtors whom the robot handed over
/// @param sink hears of attempts that never became a call
public record HumanLine(ContactChannel calls, DialogueSink talks, DialogueSink takeovers, OutcomeSink sink) {

  private static final String OPERATORS = "-operators";

  /// Hears of talks of this kind.
  DialogueSink talks(ConversationKind kind) {
    return kind == ConversationKind.ESCALATED ? takeovers : talks;
  }

  /// The ledger's name of the line.
  public static String nameOf(String exchange) {
    return exchange + OPERATORS;
  }

  /// The exchange of a line that [#nameOf] named.
  public static String exchangeOf(String line) {
    return line.endsWith(OPERATORS) ? line.substring(0, line.length() - OPERATORS.length()) : line;
  }
}
