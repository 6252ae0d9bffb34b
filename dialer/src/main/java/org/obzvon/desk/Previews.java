package org.obzvon.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.obzvon.call.Switchboard.Order;
import org.obzvon.call.Switchboard.Receipt;
import org.obzvon.contact.Contact;
import org.obzvon.desk.Errands.Placing;
import org.obzvon.document.Sentence;

/// Debtors whom an operator reads about before he has them called. Each lies before one operator, for a bounded time.
final class Previews {
  private final Floor floor;
  private final Pops pops;
  private final Boards boards;
  private final Errands errands;
  private final Outbound outbound;
  private final Terms terms;
  private final Map<UUID, Reading> reading = new ConcurrentHashMap<>();

  /// @param until when he is put back
  private record Reading(Contact contact, ConversationKind kind, Instant until) {}

  Previews(Floor floor, Pops pops, Boards boards, Errands errands, Outbound outbound, Terms terms) {
    this.floor = floor;
    this.pops = pops;
    this.boards = boards;
    this.errands = errands;
    this.outbound = outbound;
    this.terms = terms;
  }

  Reply next(Seat seat) {
    Operator operator = seat.operator();
    if (sitDown(operator) instanceof Reply.Refused refused) {
      return refused;
    }
    Optional<Errands.Errand> errand = errands.next(operator);
    if (errand.isEmpty()) {
      outbound.free(operator.id(), Set.of(OperatorState.READING));
      return Reply.refused(Reply.Why.NOTHING_DUE);
    }
    ConversationKind kind = errand.get().promised() ? ConversationKind.CALL_BACK : ConversationKind.PREVIEW;
    return show(operator, new Reading(errand.get().contact(), kind, floor.now().plus(terms.reading())));
  }

  /// Puts a call-back that he promised before an operator who is free; where campaigns are dialled for him, so is this.
  void offer(Seat seat) {
    Operator operator = seat.operator();
    errands.promised(operator).ifPresent(contact -> {
      if (sitDown(operator) instanceof Reply.Refused) {
        errands.giveBack(contact, floor.now()); // he got a debtor in the same moment
        return;
      }
      Reading promised = new Reading(contact, ConversationKind.CALL_BACK, floor.now().plus(terms.offer()));
      if (show(operator, promised) instanceof Reply.Done && seat.work() == Work.PROGRESSIVE) {
        dial(operator);
      }
    });
  }

  /// From now on nobody rings him.
  private Reply sitDown(Operator operator) {
    if (!floor.move(operator.id(), Set.of(OperatorState.AVAILABLE), OperatorState.READING, "")) {
      return Reply.refused(Reply.Why.STATE);
    }
    Receipt paused = boards.give(operator.exchange(), new Order.Pause(operator.endpoint(), true));
    if (!paused.done()) {
      floor.move(operator.id(), Set.of(OperatorState.READING), OperatorState.AVAILABLE, "");
      return new Reply.Refused(Reply.Why.EXCHANGE, Sentence.unworded(paused.why()));
    }
    return Reply.DONE;
  }

  private Reply show(Operator operator, Reading read) {
    Optional<Pop> pop = pops.of(read.contact(), read.kind());
    if (pop.isEmpty()) {
      giveBack(read);
      outbound.free(operator.id(), Set.of(OperatorState.READING));
      return Reply.refused(Reply.Why.GONE);
    }
    reading.put(operator.id(), read);
    floor.show(operator.id(), OperatorState.READING, pop.get());
    return Reply.DONE;
  }

  /// A call-back would otherwise come before him again in the same moment.
  private void giveBack(Reading read) {
    boolean promised = read.kind() == ConversationKind.CALL_BACK;
    errands.giveBack(read.contact(), promised ? floor.now().plus(terms.again()) : floor.now());
  }

  Reply skip(UUID operator) {
    return Optional.ofNullable(reading.remove(operator))
        .map(
            put -> {
              giveBack(put);
              outbound.free(operator, Set.of(OperatorState.READING));
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
      case Placing.Placed(var attempt) -> outbound.ring(operator, attempt, read.kind());
      case Placing.Later(var until, var why) -> notPlaced(operator, Reply.Why.POLICY, Unfit.NOT_BEFORE.of(List.of(why), until));
      case Placing.Refused(var why) -> notPlaced(operator, Reply.Why.POLICY, why);
      case Placing.Gone() -> notPlaced(operator, Reply.Why.GONE, Reply.NO_DETAIL);
    };
  }

  private Reply notPlaced(Operator operator, Reply.Why why, Sentence detail) {
    outbound.free(operator.id(), Set.of(OperatorState.DIALLING));
    return new Reply.Refused(why, detail);
  }

  /// Debtors who are being read about now.
  int count() {
    return reading.size();
  }

  /// Puts contacts back that lie undialled for too long.
  void sweep() {
    reading.forEach((operator, read) -> {
      if (floor.now().isAfter(read.until())) {
        skip(operator);
      }
    });
  }
}
