package org.obzvon.call;

import java.util.Optional;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;

/// Turns a conversation into an outcome.
///
/// Four choices could have gone the other way:
/// - Our script failed after the right person had confirmed: `Reached`. The debtor was contacted, so the attempt must
///   count against the limits and their answers must be kept; only a fault before that is `Failed`.
/// - The debtor was transferred before they confirmed: nobody is reached by that. A debtor who hangs up while waiting
///   is `ASKED_FOR_PERSON`, which is not retried by itself: a robot that called again the same day would be wrong. The
///   outcome of a talk with an operator is the operator's disposition, see [#of(Optional, Dialogue)].
/// - The exchange died in the middle, before anybody confirmed: `Lost`. Somebody had answered and nobody knows whether
///   they hung up or pressed a key into the dead line, so it counts and is not retried by itself. If only our service
///   died, the exchange tells whether the debtor ended the call ([KeptCall#left]): then they have hung up.
/// - The script ended without a confirmation: `SILENT`. Nobody confirmed being the subscriber, so nobody was reached.
final class DialogueOutcomes {
  private DialogueOutcomes() {}

  static ContactOutcome of(DialogueResult dialogue) {
    return switch (dialogue.end()) {
      case MACHINE -> new NotReached(NoAnswer.MACHINE);
      case SOMEBODY_ELSE -> new NotReached(NoAnswer.SOMEBODY_ELSE);
      case WRONG_NUMBER -> new Undeliverable(Refusal.WRONG_NUMBER);
      case TRANSFERRED -> dialogue.rightPerson()
          ? reached(dialogue, Answer.ESCALATED)
          : new NotReached(NoAnswer.ASKED_FOR_PERSON);
      case OPTED_OUT -> dialogue.rightPerson()
          ? reached(dialogue, Answer.OPTED_OUT)
          : new Undeliverable(Refusal.OPTED_OUT);
      case FINISHED, SILENT -> dialogue.rightPerson() ? reached(dialogue) : new NotReached(NoAnswer.SILENT);
      case HUNG_UP -> dialogue.rightPerson() ? reached(dialogue) : new NotReached(NoAnswer.HUNG_UP_EARLY);
      case CUT -> dialogue.rightPerson() ? reached(dialogue) : new Lost();
      case FAULT -> dialogue.rightPerson() ? reached(dialogue) : new Failed(Fault.SCRIPT);
    };
  }

  /// Returns the outcome of an operator's disposition; `before` is the robot's conversation if the robot transferred
  /// the debtor. The operator heard more than the robot: the operator's word decides who it was, what was promised and
  /// why. What the debtor had told the robot is kept where the operator says nothing of it.
  static ContactOutcome of(Optional<DialogueResult> before, DialogueResult word) {
    if (before.isEmpty()) {
      return of(word);
    }
    if (before.get().end() == DialogueResult.End.OPTED_OUT) {
      return of(
          new DialogueResult(DialogueResult.End.OPTED_OUT, word.rightPerson(), word.promise(), word.reason(), ""));
    }
    boolean nobodySpoke = word.end() == DialogueResult.End.SILENT;
    boolean rightPerson = word.rightPerson() || nobodySpoke && before.get().rightPerson();
    DialogueResult both = new DialogueResult(
        word.end(), rightPerson, word.promise().or(before.get()::promise), word.reason().or(before.get()::reason),
        "");
    return rightPerson && word.end() != DialogueResult.End.OPTED_OUT ? reached(both, Answer.ESCALATED) : of(both);
  }

  private static ContactOutcome reached(DialogueResult dialogue) {
    if (dialogue.promise().isPresent()) {
      return reached(dialogue, Answer.PROMISED);
    }
    return reached(dialogue, dialogue.reason().isPresent() ? Answer.GAVE_REASON : Answer.LISTENED);
  }

  private static ContactOutcome reached(DialogueResult dialogue, Answer answer) {
    return new Reached(answer, dialogue.promise(), dialogue.reason());
  }
}
