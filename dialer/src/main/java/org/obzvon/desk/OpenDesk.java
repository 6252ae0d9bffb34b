package org.obzvon.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.obzvon.call.Switchboard.Order;
import org.obzvon.call.Switchboard.Receipt;
import org.obzvon.desk.Reply.Why;
import org.obzvon.document.Sentence;

/// The desk over real exchanges.
public final class OpenDesk implements Desk {
  private static final int LONGEST_REASON = 100;
  private static final Set<OperatorState> IN_TALK = Set.of(OperatorState.TALKING, OperatorState.HOLDING);

  private final Staff staff;
  private final Floor floor;
  private final Boards boards;
  private final DeskWatch.Calls calls;
  private final Afterwards afterwards;
  private final Attendance attendance;

  /// What is kept of a talk.
  record Afterwards(Recordings recordings, Dispositions dispositions) {}

  OpenDesk(
      Staff staff, Floor floor, Boards boards, DeskWatch.Calls calls, Afterwards afterwards, Attendance attendance) {
    this.staff = staff;
    this.floor = floor;
    this.boards = boards;
    this.calls = calls;
    this.afterwards = afterwards;
    this.attendance = attendance;
  }

  @Override
  public Reply signOn(UUID user, Work work) {
    Optional<Operator> operator = staff.operator(user).filter(found -> boards.named(found.exchange()).isPresent());
    if (operator.isEmpty()) {
      return Reply.refused(Why.NO_TELEPHONE);
    }
    if (!floor.sit(operator.get(), work)) {
      return Reply.refused(Why.ALREADY_SIGNED_ON);
    }
    Reply taken = give(operator.get(), new Order.Seat(operator.get().endpoint(), user, false, operator.get().speaks()));
    if (taken instanceof Reply.Refused) {
      floor.leave(user);
    }
    return taken;
  }

  @Override
  public Reply signOff(UUID operator) {
    return seated(operator, seat -> {
      if (seat.state().isInCall()) {
        return Reply.refused(Why.STATE);
      }
      calls.previews().skip(operator);
      // While the exchange is away he may go all the same: he is not seated again when it comes back.
      boards.giveLater(seat.operator().exchange(), new Order.Unseat(seat.operator().endpoint()));
      floor.leave(operator);
      return Reply.DONE;
    });
  }

  @Override
  public Reply pause(UUID operator, String reason) {
    if (reason.length() > LONGEST_REASON) {
      return new Reply.Refused(Why.INVALID, Unfit.PAUSE_TOO_LONG.with(LONGEST_REASON));
    }
    return moved(operator, OperatorState.AVAILABLE, OperatorState.PAUSED, reason, true);
  }

  @Override
  public Reply resume(UUID operator) {
    return seated(operator, seat -> seat.turn().isPresent()
        ? Reply.refused(Why.STATE) // he still owes what came of his last call
        : moved(operator, OperatorState.PAUSED, OperatorState.AVAILABLE, "", false));
  }

  /// A state that the exchange has to know of; taken back when it does not take it.
  private Reply moved(UUID operator, OperatorState from, OperatorState to, String reason, boolean paused) {
    return seated(operator, seat -> {
      if (!floor.move(operator, Set.of(from), to, reason)) {
        return Reply.refused(Why.STATE);
      }
      Reply taken = give(seat.operator(), new Order.Pause(seat.operator().endpoint(), paused));
      if (taken instanceof Reply.Refused) {
        floor.move(operator, Set.of(to), from, seat.status().reason());
      }
      return taken;
    });
  }

  @Override
  public Reply next(UUID operator) {
    return seated(operator, calls.previews()::next);
  }

  @Override
  public Reply skip(UUID operator) {
    return seated(operator, _ -> calls.previews().skip(operator));
  }

  @Override
  public Reply dial(UUID operator) {
    return seated(operator, seat -> calls.previews().dial(seat.operator()));
  }

  @Override
  public Reply hangUp(UUID operator) {
    return seated(operator, seat -> {
      Optional<Talk> talk = floor.turnOf(operator).filter(found -> found.end().isEmpty());
      if (talk.isEmpty()) {
        return Reply.refused(Why.STATE);
      }
      boolean dialling = seat.state() == OperatorState.DIALLING;
      return give(
          seat.operator(),
          dialling
              ? new Order.HangUpLeg(talk.get().operator().orElseThrow().leg())
              : new Order.HangUpDebtor(talk.get().attempt()));
    });
  }

  @Override
  public Reply hold(UUID operator) {
    return talking(operator, OperatorState.TALKING, OperatorState.HOLDING, Order.Hold::new);
  }

  @Override
  public Reply unhold(UUID operator) {
    return talking(operator, OperatorState.HOLDING, OperatorState.TALKING, Order.Unhold::new);
  }

  private interface OfTalk {
    Order order(UUID attempt, String leg);
  }

  private Reply talking(UUID operator, OperatorState from, OperatorState to, OfTalk how) {
    return seated(operator, seat -> {
      Optional<Talk> talk = floor.turnOf(operator).filter(found -> found.end().isEmpty());
      if (talk.isEmpty() || !floor.move(operator, Set.of(from), to, "")) {
        return Reply.refused(Why.STATE);
      }
      Reply taken =
          give(seat.operator(), how.order(talk.get().attempt(), talk.get().operator().orElseThrow().leg()));
      if (taken instanceof Reply.Refused) {
        floor.move(operator, Set.of(to), from, "");
      }
      return taken;
    });
  }

  @Override
  public Reply transfer(UUID operator, UUID to) {
    return seated(operator, seat -> {
      Optional<Talk> talk = floor.turnOf(operator).filter(found -> found.end().isEmpty());
      Optional<Seat> other =
          floor.seat(to).filter(found -> found.operator().exchange().equals(seat.operator().exchange()));
      if (talk.isEmpty() || !IN_TALK.contains(seat.state())) {
        return Reply.refused(Why.STATE);
      }
      if (other.isEmpty() || !floor.move(to, Set.of(OperatorState.AVAILABLE), OperatorState.RINGING, "")) {
        return Reply.refused(Why.NOT_FREE);
      }
      return handOn(seat, talk.get(), other.get().operator());
    });
  }

  /// What the exchange declines leaves the three as they were. The turns change hands before the order is given, because its
  /// events may overtake its receipt, and are stored after it.
  private Reply handOn(Seat seat, Talk talk, Operator taker) {
    Reply paused = give(taker, new Order.Pause(taker.endpoint(), true));
    if (paused instanceof Reply.Refused) {
      floor.move(taker.id(), Set.of(OperatorState.RINGING), OperatorState.AVAILABLE, "");
      return paused;
    }
    Talk again =
        Talk.waiting(talk.attempt(), talk.exchange(), floor.now(), talk.heard())
            .of(talk.kind())
            .rings(taker.id(), "", floor.now());
    floor.handOn(talk, again);
    calls.handover().show(again, taker.id());
    Reply taken = give(taker, new Order.Transfer(talk.attempt(), taker.endpoint(), seat.language()));
    if (taken instanceof Reply.Refused) {
      boolean there = floor.handBack(talk, again);
      calls.outbound().free(taker.id(), Set.of(OperatorState.RINGING));
      if (!there) {
        calls.handover().finish(talk, ConversationEnd.TALKED, floor.now());
      }
      return taken;
    }
    floor.open(talk.attempt()).filter(open -> open.isOf(taker.id())).ifPresent(floor::put);
    afterwards.recordings().end(seat, talk); // the next operator decides anew
    UUID operator = seat.operator().id();
    floor.move(operator, IN_TALK, OperatorState.WRAPPING_UP, "");
    floor.end(talk, ConversationEnd.TRANSFERRED, floor.now());
    calls.outbound().free(operator, Set.of(OperatorState.WRAPPING_UP));
    // Not before the debtor has left it: the two sides of a bridge go together.
    boards.giveLater(taker.exchange(), new Order.HangUpLeg(talk.operator().orElseThrow().leg()));
    return taken;
  }

  @Override
  public Reply record(UUID operator, boolean on) {
    return seated(operator, seat -> {
      Optional<Talk> talk = floor.turnOf(operator).filter(found -> found.end().isEmpty());
      if (talk.isEmpty() || !IN_TALK.contains(seat.state())) {
        return Reply.refused(Why.STATE);
      }
      return on ? afterwards.recordings().begin(seat, talk.get()) : afterwards.recordings().end(seat, talk.get());
    });
  }

  @Override
  public boolean records() {
    return afterwards.recordings().allowed();
  }

  @Override
  public Reply dispose(UUID operator, Disposition said, Runnable noted) {
    return seated(operator, seat -> {
      Optional<Talk> talk = floor.turnOf(operator).filter(found -> found.end().isPresent());
      if (talk.isEmpty() || seat.turn().isEmpty()) {
        return Reply.refused(floor.turnOf(operator).isEmpty() ? Why.WRITTEN : Why.STATE);
      }
      var account = seat.turn().get().pop().debtor().account();
      Optional<Sentence> fault = afterwards.dispositions().fault(talk.get(), said, account, floor.now());
      if (fault.isPresent()) {
        return new Reply.Refused(Why.INVALID, fault.get());
      }
      afterwards.dispositions().write(talk.get(), account, said, noted);
      floor.close(operator, floor.now());
      if (said.next() instanceof Disposition.NextStep.CallBack(var at, var mine)) {
        floor.tell(new DeskEvent.CallBackKept(talk.get().attempt(), at, Optional.of(operator).filter(_ -> mine)));
      }
      calls.outbound().free(operator, Set.of(OperatorState.WRAPPING_UP, OperatorState.PAUSED));
      return Reply.DONE;
    });
  }

  @Override
  public Optional<Instant> callBack(UUID operator, Instant from) {
    return floor.turnOf(operator).flatMap(talk -> afterwards.dispositions().callBack(talk, from));
  }

  @Override
  public void pages(Predicate<UUID> open) {
    attendance.pages(open);
  }

  private Reply seated(UUID operator, Function<Seat, Reply> command) {
    return floor.seat(operator).map(command).orElseGet(() -> Reply.refused(Why.NOT_SIGNED_ON));
  }

  private Reply give(Operator operator, Order order) {
    Receipt receipt = boards.give(operator.exchange(), order);
    return receipt.done() ? Reply.DONE : new Reply.Refused(Why.EXCHANGE, Sentence.unworded(receipt.why()));
  }

  @Override
  public Optional<Seat> view(UUID operator) {
    return floor.seat(operator);
  }

  @Override
  public List<Seat> operators() {
    return floor.seats();
  }

  @Override
  public QueueView queue() {
    return floor.queue();
  }

  @Override
  public AutoCloseable listen(DeskListener listener) {
    return floor.listen(listener);
  }
}
