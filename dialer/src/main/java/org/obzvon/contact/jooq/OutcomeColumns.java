package org.obzvon.contact.jooq;

import java.util.Optional;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.Delivered;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.contact.NonPaymentReason;

/// An outcome as the columns `outcome`, `detail`, `reason` and `segments` of an attempt. A promise has a row of its
/// own.
record OutcomeColumns(String outcome, String detail, String reason, Integer segments) {

  static OutcomeColumns of(ContactOutcome outcome) {
    return switch (outcome) {
      case Reached(var answer, _, var reason) ->
          new OutcomeColumns("REACHED", answer.name(), reason.map(NonPaymentReason::name).orElse(null), null);
      case Delivered(int segments) -> new OutcomeColumns("DELIVERED", null, null, segments);
      case NotReached(var why) -> new OutcomeColumns("NOT_REACHED", why.name(), null, null);
      case Undeliverable(var why) -> new OutcomeColumns("UNDELIVERABLE", why.name(), null, null);
      case Failed(var whose) -> new OutcomeColumns("FAILED", whose.name(), null, null);
      case Lost() -> new OutcomeColumns("LOST", null, null, null);
    };
  }

  /// The outcome without its promise.
  ContactOutcome toOutcome() {
    return switch (outcome) {
      case "REACHED" ->
          new Reached(Answer.valueOf(detail), Optional.empty(),
              Optional.ofNullable(reason).map(NonPaymentReason::valueOf));
      case "DELIVERED" -> new Delivered(segments);
      case "NOT_REACHED" -> new NotReached(NoAnswer.valueOf(detail));
      case "UNDELIVERABLE" -> new Undeliverable(Refusal.valueOf(detail));
      case "FAILED" -> new Failed(Fault.valueOf(detail));
      case "LOST" -> new Lost();
      default -> throw new IllegalStateException("the ledger holds an unknown outcome: " + outcome);
    };
  }
}
