package org.obzvon.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.obzvon.call.Switchboard;
import org.obzvon.call.Switchboard.Order;
import org.obzvon.call.Switchboard.Receipt;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.document.Sentence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls debtors of campaigns. The operator's own telephone rings first, and the debtor's only when the operator has
/// picked up, so no debtor ever answers to silence.
final class Outbound {
  private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);
  private static final ContactOutcome NO_OPERATOR = new Failed(Fault.NO_OPERATOR);

  private final DeskState floor;
  private final ScreenPops screenPops;
  private final SwitchboardsByName boards;
  private final ConversationEnds ends;
  private final FreeOperators operators;
  private final Map<String, OperatorLine> lines;
  private final DeskTerms terms;
  /// Attempts whose operator has not picked up yet: their debtors have not been rung.
  private final Map<UUID, Attempt> undialled = new ConcurrentHashMap<>();

  Outbound(
      DeskState floor, ScreenPops screenPops, SwitchboardsByName boards, ConversationEnds ends,
      FreeOperators operators, Map<String, OperatorLine> lines, DeskTerms terms) {
    this.floor = floor;
    this.screenPops = screenPops;
    this.boards = boards;
    this.ends = ends;
    this.operators = operators;
    this.lines = Map.copyOf(lines);
    this.terms = terms;
  }

  // --- progressive

  /// Rings a free operator at a desk of the exchange for an attempt that the ledger has already. Refuses it when no
  /// operator is free.
  Submission take(String exchange, Attempt attempt) {
    Optional<Operator> free = operators.take(exchange, attempt);
    if (free.isEmpty()) {
      return new Submission.Refused(NO_OPERATOR);
    }
    return ringFor(free.get(), attempt) instanceof CommandReply.Done
        ? new Submission.Accepted(Switchboard.legOf(attempt.id()))
        : new Submission.Unknown("its operator could not be rung; it is reported");
  }

  private CommandReply ringFor(Operator operator, Attempt attempt) {
    boards.give(operator.exchange(), new Order.Pause(operator.endpoint(), true));
    return ring(operator, attempt, ConversationKind.PROGRESSIVE);
  }

  /// Returns how many attempts the operators of an exchange can take now.
  FreeSeats room(String exchange) {
    return boards.named(exchange).filter(Switchboard::connected).map(_ -> operators.seats(exchange))
        .orElse(FreeSeats.NONE);
  }

  /// Rings the next free operator after one did not answer. The policy's permission holds only for the moment, so this
  /// goes on for a minute at most; then the contact goes back to the queue.
  private void next(DeskConversation missed, Attempt attempt) {
    boolean soonEnough = floor.now().isBefore(attempt.writtenAt().plus(terms.seeking()));
    Optional<Operator> free = missed.kind() == ConversationKind.PROGRESSIVE && soonEnough
        ? operators.take(missed.exchange(), attempt)
        : Optional.empty();
    free.ifPresentOrElse(operator -> ringFor(operator, attempt), () -> report(missed, NO_OPERATOR));
  }

  // --- a call

  /// Rings the operator, and the debtor once the operator has picked up.
  CommandReply ring(Operator operator, Attempt attempt, ConversationKind kind) {
    DeskConversation talk = DeskConversation
        .waiting(attempt.id(), operator.exchange(), floor.now(), java.util.List.of())
        .of(kind)
        .rings(operator.id(), Switchboard.legOf(attempt.id()), floor.now());
    undialled.put(attempt.id(), attempt);
    floor.ring(talk, false, OperatorState.DIALLING, screenPops.of(talk));
    Receipt rung = boards.give(
        operator.exchange(),
        new Order.Ring(operator.endpoint(), attempt.id(), attempt.route().callerId(), terms.ring()));
    if (rung.done()) {
      return CommandReply.DONE;
    }
    undialled.remove(attempt.id());
    report(talk, new Failed(Fault.EXCHANGE));
    ends.withoutLeg(talk, ConversationEnd.LOST, floor.now());
    return new CommandReply.Refused(CommandReply.Why.EXCHANGE, Sentence.unworded(rung.why()));
  }

  /// Calls the debtor now that the operator holds the line.
  void pickedUp(DeskConversation talk) {
    Attempt attempt = undialled.remove(talk.attempt());
    if (attempt != null) {
      Thread.ofVirtual().name("dial").start(() -> call(talk, attempt));
    }
  }

  private void call(DeskConversation talk, Attempt attempt) {
    Submission submission;
    try {
      submission = lines.get(talk.exchange()).calls().submit(attempt);
    } catch (RuntimeException e) {
      LOG.error("attempt {}: a fault of the program; whether it was placed is not known", attempt.id(), e);
      submission = new Submission.Refused(new ContactOutcome.Lost());
    }
    if (submission instanceof Submission.Refused(var outcome)) {
      report(talk, outcome);
      ends.unreached(talk, outcome instanceof ContactOutcome.Undeliverable, floor.now());
    }
  }

  /// Handles a debtor who has answered. The exchange may report it twice.
  void debtorAnswered(DeskConversation talk, Instant at) {
    if (talk.state() == ConversationState.RINGING
        && floor.connect(talk, OperatorState.DIALLING, talk.operator().orElseThrow().leg(),
            at) == DeskState.Connection.NEW) {
      lines.get(talk.exchange()).begun(talk, at);
    }
  }

  /// Handles an operator's line that ended before the debtor answered.
  void legGone(DeskConversation talk, Instant at) {
    Attempt attempt = undialled.remove(talk.attempt());
    if (attempt != null) {
      floor.miss(talk, at);
      Thread.ofVirtual().name("next-operator").start(() -> next(talk, attempt));
    } else {
      boards.giveLater(talk.exchange(), new Order.HangUpDebtor(talk.attempt()));
      ends.withoutLeg(talk, ConversationEnd.DEBTOR_AWAY, at);
    }
  }

  private void report(DeskConversation talk, ContactOutcome outcome) {
    lines.get(talk.exchange()).sink()
        .report(new Report(talk.attempt(), outcome, Optional.empty(), floor.now(), Trace.NONE));
  }
}
