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
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.desk.Errands.Placing;
import org.obzvon.document.Sentence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls to debtors of campaigns. The operator's own telephone is rung first and the debtor only when he has picked it
/// up, so no debtor ever answers to silence.
final class Outbound {
  private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);

  private final Floor floor;
  private final Pops pops;
  private final Boards boards;
  private final Errands errands;
  private final Map<String, HumanLine> lines;
  private final Terms terms;
  private final Map<UUID, Reading> reading = new ConcurrentHashMap<>();
  /// Attempts whose operator has not picked up yet: their debtors have not been rung.
  private final Map<UUID, Attempt> undialled = new ConcurrentHashMap<>();

  private record Reading(Contact contact, ConversationKind kind, String exchange, Instant since) {}

  Outbound(
      Floor floor, Pops pops, Boards boards, Errands errands, Map<String, HumanLine> lines, Terms terms) {
    this.floor = floor;
    this.pops = pops;
    this.boards = boards;
    this.errands = errands;
    this.lines = Map.copyOf(lines);
    this.terms = terms;
  }

  // --- preview

  Reply next(Seat seat) {
    Operator operator = seat.operator();
    if (!floor.move(operator.id(), Set.of(OperatorState.AVAILABLE), OperatorState.READING, "")) {
      return Reply.refused(Reply.Why.STATE);
    }
    Receipt paused = boards.give(operator.exchange(), new Order.Pause(operator.endpoint(), true));
    if (!paused.done()) {
      floor.move(operator.id(), Set.of(OperatorState.READING), OperatorState.AVAILABLE, "");
      return new Reply.Refused(Reply.Why.EXCHANGE, Sentence.unworded(paused.why()));
    }
    Optional<Errands.Errand> errand = errands.next(operator.id());
    if (errand.isEmpty()) {
      free(operator.id(), Set.of(OperatorState.READING));
      return Reply.refused(Reply.Why.NOTHING_DUE);
    }
    ConversationKind kind = errand.get().promised() ? ConversationKind.CALL_BACK : ConversationKind.PREVIEW;
    Contact contact = errand.get().contact();
    Optional<Pop> pop = pops.of(contact, kind);
    if (pop.isEmpty()) {
      errands.giveBack(contact);
      free(operator.id(), Set.of(OperatorState.READING));
      return Reply.refused(Reply.Why.GONE);
    }
    reading.put(operator.id(), new Reading(contact, kind, operator.exchange(), floor.now()));
    floor.show(operator.id(), OperatorState.READING, pop.get());
    return Reply.DONE;
  }

  Reply skip(UUID operator) {
    return Optional.ofNullable(reading.remove(operator))
        .map(
            put -> {
              errands.giveBack(put.contact());
              free(operator, Set.of(OperatorState.READING));
              return Reply.DONE;
            })
        .orElseGet(() -> Reply.refused(Reply.Why.STATE));
  }

  Reply dial(Operator operator) {
    Reading read = reading.remove(operator.id());
    if (read == null
        || !floor.move(operator.id(), Set.of(OperatorState.READING), OperatorState.DIALLING, "")) {
      return Reply.refused(Reply.Why.STATE);
    }
    return switch (errands.place(read.contact(), HumanLine.nameOf(operator.exchange()))) {
      case Placing.Placed(var attempt) -> ring(operator, attempt, read.kind());
      case Placing.Later(var until, var why) -> notPlaced(operator, Reply.Why.POLICY, Unfit.NOT_BEFORE.of(List.of(why), until));
      case Placing.Refused(var why) -> notPlaced(operator, Reply.Why.POLICY, why);
      case Placing.Gone() -> notPlaced(operator, Reply.Why.GONE, Reply.NO_DETAIL);
    };
  }

  private Reply notPlaced(Operator operator, Reply.Why why, Sentence detail) {
    free(operator.id(), Set.of(OperatorState.DIALLING));
    return new Reply.Refused(why, detail);
  }

  // --- progressive

  /// Gives a written attempt to an operator who is free for it.
  Submission take(String exchange, Attempt attempt) {
    for (Seat seat : floor.seats()) {
      Operator operator = seat.operator();
      boolean may = seat.work() == Work.PROGRESSIVE && operator.exchange().equals(exchange);
      if (may && floor.move(operator.id(), Set.of(OperatorState.AVAILABLE), OperatorState.DIALLING, "")) {
        boards.give(exchange, new Order.Pause(operator.endpoint(), true));
        return ring(operator, attempt, ConversationKind.PROGRESSIVE) instanceof Reply.Done
            ? new Submission.Accepted(Switchboard.legOf(attempt.id()))
            : new Submission.Unknown("its operator could not be rung; it is reported");
      }
    }
    return new Submission.Refused(new Failed(Fault.EXCHANGE));
  }

  /// How many attempts the operators of an exchange can take now. The queue counts contacts that are being read as
  /// seats taken; they are added here, for they take no seat of this kind.
  int room(String exchange) {
    boolean connected = boards.named(exchange).filter(Switchboard::connected).isPresent();
    long free =
        floor.seats().stream()
            .filter(seat -> seat.work() == Work.PROGRESSIVE && seat.state() == OperatorState.AVAILABLE)
            .filter(seat -> seat.operator().exchange().equals(exchange))
            .count();
    return connected && free > 0 ? (int) free + reading.size() : 0;
  }

  // --- a call

  private Reply ring(Operator operator, Attempt attempt, ConversationKind kind) {
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
    neverRang(talk);
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
    }
  }

  void debtorAnswered(Talk talk, Instant at) {
    UUID operator = talk.operator().orElseThrow().operator();
    if (floor.move(operator, Set.of(OperatorState.DIALLING), OperatorState.TALKING, "")) {
      floor.put(talk.answered(talk.operator().get().leg(), at));
      lines.get(talk.exchange()).dialogues().begun(talk.attempt(), at);
    }
  }

  /// The operator's line is gone before the debtor answered.
  void legGone(Talk talk, Instant at) {
    UUID operator = talk.operator().orElseThrow().operator();
    if (neverRang(talk)) {
      floor.end(talk, ConversationEnd.NO_ANSWER, at);
      floor.change(
          operator,
          seat -> seat.missedOne().with(Optional.empty()).in(OperatorState.PAUSED, Absence.NO_ANSWER, floor.now()));
    } else {
      boards.giveLater(talk.exchange(), new Order.HangUpDebtor(talk.attempt()));
      floor.end(talk, ConversationEnd.DEBTOR_AWAY, at);
      free(operator, Set.of(OperatorState.DIALLING));
    }
  }

  private boolean neverRang(Talk talk) {
    boolean never = undialled.remove(talk.attempt()) != null;
    if (never) {
      report(talk, new Failed(Fault.EXCHANGE));
    }
    return never;
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

  /// Available again, if he is in one of these states, and nobody before him.
  void free(UUID operator, Set<OperatorState> from) {
    Optional<Seat> seat = floor.seat(operator).filter(found -> from.contains(found.state()));
    seat.ifPresent(found -> {
      floor.change(operator, one -> one.with(Optional.empty()).in(OperatorState.AVAILABLE, "", floor.now()));
      boards.giveLater(found.operator().exchange(), new Order.Pause(found.operator().endpoint(), false));
    });
  }

  /// Puts contacts back that lie undialled for too long.
  void sweep() {
    reading.forEach((operator, read) -> {
      if (floor.now().isAfter(read.since().plus(terms.reading()))) {
        skip(operator);
      }
    });
  }
}
