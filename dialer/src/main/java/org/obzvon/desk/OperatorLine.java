package org.obzvon.desk;

import java.time.Instant;
import org.obzvon.call.DialogueSink;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.OutcomeSink;

/// How the operators of one exchange reach debtors.
///
/// @param calls rings the debtor and, when they answer, connects them with the operator who already holds the line
/// @param talks receives conversations with debtors whom operators called: the outcome waits for the disposition
/// @param takeovers receives conversations with debtors whom the robot handed over, in the same way
/// @param sink receives the outcomes of attempts that never became a call
public record OperatorLine(ContactChannel calls, DialogueSink talks, DialogueSink takeovers, OutcomeSink sink) {

  private static final String OPERATORS = "-operators";

  /// Returns the sink for conversations of this kind.
  DialogueSink talks(ConversationKind kind) {
    return kind == ConversationKind.ESCALATED ? takeovers : talks;
  }

  /// Notes that operator and debtor are connected: the outcome waits for the operator's disposition.
  void begun(DeskConversation talk, Instant at) {
    talks(talk.kind()).begun(talk.attempt(), at);
  }

  /// Returns the name of the line in the ledger.
  public static String nameOf(String exchange) {
    return exchange + OPERATORS;
  }

  /// Returns the exchange of a line that [#nameOf] named.
  public static String exchangeOf(String line) {
    return line.endsWith(OPERATORS) ? line.substring(0, line.length() - OPERATORS.length()) : line;
  }
}
