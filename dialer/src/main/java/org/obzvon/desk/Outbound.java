package org.obzvon.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/// Calls to debtors of campaigns. The operator's own telephone is rung first and the debtor only when he has picked it
/// up, so no debtor ever answers to silence.
final class Outbound {
  private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);
  private static final ContactOutcome NO_OPERATOR = new Failed(Fault.NO_OPERATOR);

  private final Floor floor;
  private final Pops pops;
  private final Boards boards;
  private final FreeOperators operators;
  private final Map<String, HumanLine> lines;
  private final Terms terms;
  /// Attempts whose operator has not picked up yet: their debtors have not been rung.
  private final Map<UUID, Attempt> undialled = new ConcurrentHashMap<>();

  Outbound(
      Floor floor, Pops pops, Boards boards, FreeOperators operators, Map<String, HumanLine> lines, Terms terms) {
    this.floor = floor;
    this.pops = pops;
    this.boards = boards;
    this.operators = operators;
    this.lines = Map.copyOf(lines);
    this.terms = terms;
  }

  // --- progressive

  /// Gives a written attempt to an operator who is free for it.
  Submission take(String exchange, Attempt attempt) {
    Optional<Operator> free = operators.take(exchange, attempt);
    if (free.isEmpty()) {
      return new Submission.Refused(NO_OPERATOR);
    }
    return ringFor(free.get(), attempt) instanceof Reply.Done
        ? new Submission.Accepted(Switchboard.legOf(attempt.id()))
        : new Submission.Unknown("its operator could not be rung; it is reported");
  }

  private Reply ringFor(Operator operator, Attempt attempt) {
    boards.give(operator.exchange(), new Order.Pause(operator.endpoint(), true));
    return ring(operator, attempt, ConversationKind.PROGRESSIVE);
  }

  /// How many attempts the operators of an exchange can take now.
  FreeSeats room(String exchange) {
    return boards.named(exchange).filter(Switchboard::connected).map(_ -> operators.seats(exchange)).orElse(FreeSeats.NONE);
  }

  /// The operator let it ring: the next one who is free is rung. The policy's permission is one of the moment, so this
  /// goes on for a minute at the most; then the contact waits in the queue again.
  private void next(Talk missed, Attempt attempt) {
    boolean soonEnough = floor.now().isBefore(attempt.writtenAt().plus(terms.seeking()));
    Optional<Operator> free =
        missed.kind() == ConversationKind.PROGRESSIVE && soonEnough
            ? operators.take(missed.exchange(), attempt)
            : Optional.empty();
    free.ifPresentOrElse(operator -> ringFor(operator, attempt), () -> report(missed, NO_OPERATOR));
  }

  // --- a call

  /// Rings the operator, and the debtor when he has picked up.
  Reply ring(Operator operator, Attempt attempt, ConversationKind kind) {
    Talk talk =
        Talk.waiting(attempt.id(), operator.exchange(), floor.now(), java.util.List.of())
            .of(kind)
            .rings(operator.id(), Switchboard.legOf(attempt.id()), floor.now());
    undialled.put(attempt.id(), attempt);
    pops.of(talk).ifPresent(pop -> floor.show(operator.id(), OperatorState.DIALLING, pop));
    floor.put(talk);
    Receipt rung =
        boards.give(
            operator.exchange(),
            new Order.Ring(operator.endpoint(), attempt.id(), attempt.route().callerId(), terms.ring()));
    if (rung.done()) {
      return Reply.DONE;
    }
    undialled.remove(attempt.id());
    report(talk, new Failed(Fault.EXCHANGE));
    floor.end(talk, ConversationEnd.LOST, floor.now());
    free(operator.id(), Set.of(OperatorState.DIALLING));
    return new Reply.Refused(Reply.Why.EXCHANGE, Sentence.unworded(rung.why()));
  }

  /// The operator holds his line: now the debtor is called.
  void pickedUp(Talk talk) {
    Attempt attempt = undialled.remove(talk.attempt());
    if (attempt != null) {
      Thread.ofVirtual().name("dial").start(() -> call(talk, attempt));
    }
  }

  private void call(Talk talk, Attempt attempt) {
    Submission submission;
    try {
      submission = lines.get(talk.exchange()).calls().submit(attempt);
    } catch (RuntimeException e) {
      LOG.error("attempt {}: a fault of the program; whether it was placed is not known", attempt.id(), e);
      submission = new Submission.Refused(new ContactOutcome.Lost());
    }
    if (submission instanceof Submission.Refused(var outcome)) {
      report(talk, outcome);
      floor.end(talk, ConversationEnd.DEBTOR_AWAY, floor.now());
      letGo(talk);
      tellUnreached(talk, outcome instanceof ContactOutcome.Undeliverable);
    }
  }

  void debtorAnswered(Talk talk, Instant at) {
    UUID operator = talk.operator().orElseThrow().operator();
    if (floor.move(operator, Set.of(OperatorState.DIALLING), OperatorState.TALKING, "")) {
      floor.put(talk.answered(talk.operator().get().leg(), at));
      talks(talk, at);
    }
  }

  /// An operator and the debtor are connected: the outcome waits for what the operator writes down.
  void talks(Talk talk, Instant at) {
    lines.get(talk.exchange()).talks(talk.kind()).begun(talk.attempt(), at);
  }

  /// The operator's line is gone before the debtor answered.
  void legGone(Talk talk, Instant at) {
    UUID operator = talk.operator().orElseThrow().operator();
    Attempt attempt = undialled.remove(talk.attempt());
    if (attempt != null) {
      floor.end(talk, ConversationEnd.NO_ANSWER, at);
      floor.change(
          operator,
          seat -> seat.missedOne().with(Optional.empty()).in(OperatorState.PAUSED, Absence.NO_ANSWER, floor.now()));
      Thread.ofVirtual().name("next-operator").start(() -> next(talk, attempt));
    } else {
      boards.giveLater(talk.exchange(), new Order.HangUpDebtor(talk.attempt()));
      floor.end(talk, ConversationEnd.DEBTOR_AWAY, at);
      free(operator, Set.of(OperatorState.DIALLING));
    }
  }

  private void report(Talk talk, ContactOutcome outcome) {
    lines.get(talk.exchange()).sink()
        .report(new Report(talk.attempt(), outcome, Optional.empty(), floor.now(), Trace.NONE));
  }

  private void letGo(Talk talk) {
    Talk.Side side = talk.operator().orElseThrow();
    boards.giveLater(talk.exchange(), new Order.HangUpLeg(side.leg()));
    free(side.operator(), Set.of(OperatorState.DIALLING));
  }

  /// The operator sees why the debtor of his last call is gone from the page.
  void tellUnreached(Talk talk, boolean noSuchNumber) {
    String why = noSuchNumber ? Absence.NO_SUCH_NUMBER : Absence.NOT_REACHED;
    talk.operator().ifPresent(side ->
        floor.move(side.operator(), Set.of(OperatorState.AVAILABLE), OperatorState.AVAILABLE, why));
  }

  /// Available again, if he is in one of these states, and nobody before him.
  void free(UUID operator, Set<OperatorState> from) {
    Optional<Seat> seat = floor.seat(operator).filter(found -> from.contains(found.state()));
    seat.ifPresent(found -> {
      floor.change(operator, one -> one.with(Optional.empty()).in(OperatorState.AVAILABLE, "", floor.now()));
      boards.giveLater(found.operator().exchange(), new Order.Pause(found.operator().endpoint(), false));
    });
  }
}
