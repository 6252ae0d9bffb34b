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
import org.obzvon.desk.CommandReply.Why;
import org.obzvon.document.Sentence;

/// The desk on real exchanges.
public final class ExchangeDesk implements Desk {
  private static final int LONGEST_REASON = 100;
  private static final Set<OperatorState> IN_TALK = Set.of(OperatorState.TALKING, OperatorState.HOLDING);

  private final Operators staff;
  private final DeskState floor;
  private final SwitchboardsByName boards;
  private final ScreenPops screenPops;
  private final ConversationEnds ends;
  private final Previews previews;
  private final RecordingControl recordings;
  private final Dispositions dispositions;
  private final Attendance attendance;

  ExchangeDesk(
      Operators staff, DeskState floor, SwitchboardsByName boards, ScreenPops screenPops, ConversationEnds ends,
      Previews previews, RecordingControl recordings, Dispositions dispositions, Attendance attendance) {
    this.staff = staff;
    this.floor = floor;
    this.boards = boards;
    this.screenPops = screenPops;
    this.ends = ends;
    this.previews = previews;
    this.recordings = recordings;
    this.dispositions = dispositions;
    this.attendance = attendance;
  }

  @Override
  public CommandReply signOn(UUID user, OperatorWorkKind work) {
    Optional<Operator> operator = staff.operator(user).filter(found -> boards.named(found.exchange()).isPresent());
    if (operator.isEmpty()) {
      return CommandReply.refused(Why.NO_TELEPHONE);
    }
    if (!floor.sit(operator.get(), work)) {
      return CommandReply.refused(Why.ALREADY_SIGNED_ON);
    }
    CommandReply taken = give(operator.get(),
        new Order.Seat(operator.get().endpoint(), user, false, operator.get().speaks()));
    if (taken instanceof CommandReply.Refused) {
      floor.leave(user);
    }
    return taken;
  }

  @Override
  public CommandReply signOff(UUID operator) {
    return seated(operator, seat -> {
      if (seat.state().isInCall()) {
        return CommandReply.refused(Why.STATE);
      }
      previews.skip(operator);
      // The operator may sign off even while the exchange is away: they are not seated again when it comes back.
      boards.giveLater(seat.operator().exchange(), new Order.Unseat(seat.operator().endpoint()));
      floor.leave(operator);
      return CommandReply.DONE;
    });
  }

  @Override
  public CommandReply pause(UUID operator, String reason) {
    if (reason.length() > LONGEST_REASON) {
      return new CommandReply.Refused(Why.INVALID, DispositionFault.PAUSE_TOO_LONG.with(LONGEST_REASON));
    }
    return moved(operator, OperatorState.AVAILABLE, OperatorState.PAUSED, reason, true);
  }

  @Override
  public CommandReply resume(UUID operator) {
    return seated(operator, seat -> seat.turn().isPresent()
        ? CommandReply.refused(Why.STATE) // the disposition of the last call is missing
        : moved(operator, OperatorState.PAUSED, OperatorState.AVAILABLE, "", false));
  }

  /// Moves the operator to a state that the exchange must know of, and back if the exchange refuses it.
  private CommandReply moved(UUID operator, OperatorState from, OperatorState to, String reason, boolean paused) {
    return seated(operator, seat -> {
      if (!floor.move(operator, Set.of(from), to, reason)) {
        return CommandReply.refused(Why.STATE);
      }
      CommandReply taken = give(seat.operator(), new Order.Pause(seat.operator().endpoint(), paused));
      if (taken instanceof CommandReply.Refused) {
        floor.move(operator, Set.of(to), from, seat.status().reason());
      }
      return taken;
    });
  }

  @Override
  public CommandReply next(UUID operator) {
    return seated(operator, previews::next);
  }

  @Override
  public CommandReply skip(UUID operator) {
    return seated(operator, _ -> previews.skip(operator));
  }

  @Override
  public CommandReply dial(UUID operator) {
    return seated(operator, seat -> previews.dial(seat.operator()));
  }

  @Override
  public CommandReply hangUp(UUID operator) {
    return seated(operator, seat -> {
      Optional<DeskConversation> talk = floor.turnOf(operator).filter(found -> found.state().isOpen());
      if (talk.isEmpty()) {
        return CommandReply.refused(Why.STATE);
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
  public CommandReply hold(UUID operator) {
    return talking(operator, OperatorState.TALKING, OperatorState.HOLDING, Order.Hold::new);
  }

  @Override
  public CommandReply unhold(UUID operator) {
    return talking(operator, OperatorState.HOLDING, OperatorState.TALKING, Order.Unhold::new);
  }

  private interface OfTalk {
    Order order(UUID attempt, String leg);
  }

  private CommandReply talking(UUID operator, OperatorState from, OperatorState to, OfTalk how) {
    return seated(operator, seat -> {
      Optional<DeskConversation> talk = floor.turnOf(operator).filter(found -> found.state().isOpen());
      if (talk.isEmpty() || !floor.move(operator, Set.of(from), to, "")) {
        return CommandReply.refused(Why.STATE);
      }
      CommandReply taken = give(seat.operator(),
          how.order(talk.get().attempt(), talk.get().operator().orElseThrow().leg()));
      if (taken instanceof CommandReply.Refused) {
        floor.move(operator, Set.of(to), from, "");
      }
      return taken;
    });
  }

  @Override
  public CommandReply transfer(UUID operator, UUID to) {
    return seated(operator, seat -> {
      Optional<DeskConversation> talk = floor.turnOf(operator).filter(found -> found.state().isOpen());
      Optional<Seat> other = floor.seat(to)
          .filter(found -> found.operator().exchange().equals(seat.operator().exchange()));
      if (talk.isEmpty() || !IN_TALK.contains(seat.state())) {
        return CommandReply.refused(Why.STATE);
      }
      if (other.isEmpty() || !floor.move(to, Set.of(OperatorState.AVAILABLE), OperatorState.RINGING, "")) {
        return CommandReply.refused(Why.NOT_FREE);
      }
      return handOn(seat, talk.get(), other.get().operator());
    });
  }

  /// Transfers the debtor. If the exchange refuses, all three stay as they were. The conversations change hands before
  /// the order is given, because its events may overtake its receipt, and they are stored after it.
  private CommandReply handOn(Seat seat, DeskConversation talk, Operator taker) {
    CommandReply paused = give(taker, new Order.Pause(taker.endpoint(), true));
    if (paused instanceof CommandReply.Refused) {
      floor.move(taker.id(), Set.of(OperatorState.RINGING), OperatorState.AVAILABLE, "");
      return paused;
    }
    DeskConversation again = DeskConversation.waiting(talk.attempt(), talk.exchange(), floor.now(), talk.heard())
        .of(talk.kind())
        .rings(taker.id(), "", floor.now());
    if (!floor.handOn(talk, again, screenPops.of(again))) {
      free(taker.id());
      return CommandReply.refused(Why.STATE); // the debtor hung up at this moment
    }
    CommandReply taken = give(taker, new Order.Transfer(talk.attempt(), taker.endpoint(), seat.language()));
    if (taken instanceof CommandReply.Refused) {
      boolean there = floor.handBack(talk, again);
      free(taker.id());
      if (!there) {
        ends.finish(talk, ConversationEnd.TALKED, floor.now());
      }
      return taken;
    }
    recordings.end(seat, talk); // the next operator decides about recording again
    floor.handedOn(talk, again, floor.now());
    ends.unpause(seat.operator().id());
    // Only after the debtor has left this leg: the two sides of a bridge end together.
    boards.giveLater(taker.exchange(), new Order.HangUpLeg(talk.operator().orElseThrow().leg()));
    return taken;
  }

  private void free(UUID taker) {
    if (floor.free(taker, Set.of(OperatorState.RINGING), "")) {
      ends.unpause(taker);
    }
  }

  @Override
  public CommandReply record(UUID operator, boolean on) {
    return seated(operator, seat -> {
      Optional<DeskConversation> talk = floor.turnOf(operator).filter(found -> found.state().isOpen());
      if (talk.isEmpty() || !IN_TALK.contains(seat.state())) {
        return CommandReply.refused(Why.STATE);
      }
      return on ? recordings.begin(seat, talk.get()) : recordings.end(seat, talk.get());
    });
  }

  @Override
  public boolean records() {
    return recordings.allowed();
  }

  @Override
  public CommandReply dispose(UUID operator, Disposition said, Runnable noted) {
    return seated(operator, seat -> {
      Optional<DeskConversation> talk = floor.turnOf(operator)
          .filter(found -> found.state() == ConversationState.ENDED);
      if (talk.isEmpty() || seat.turn().isEmpty()) {
        return CommandReply.refused(floor.turnOf(operator).isEmpty() ? Why.WRITTEN : Why.STATE);
      }
      var account = seat.turn().get().pop().debtor().account();
      Optional<Sentence> fault = dispositions.fault(talk.get(), said, account, floor.now());
      if (fault.isPresent()) {
        return new CommandReply.Refused(Why.INVALID, fault.get());
      }
      dispositions.write(talk.get(), account, said, noted);
      floor.close(operator, floor.now());
      if (said.next() instanceof Disposition.NextStep.CallBack(var at, var mine)) {
        floor.tell(new DeskEvent.CallBackKept(talk.get().attempt(), at, Optional.of(operator).filter(_ -> mine)));
      }
      ends.unpause(operator);
      return CommandReply.DONE;
    });
  }

  @Override
  public Optional<Instant> callBack(UUID operator, Instant from) {
    return floor.turnOf(operator).flatMap(talk -> dispositions.callBack(talk, from));
  }

  @Override
  public void pages(Predicate<UUID> open) {
    attendance.pages(open);
  }

  private CommandReply seated(UUID operator, Function<Seat, CommandReply> command) {
    return floor.seat(operator).map(command).orElseGet(() -> CommandReply.refused(Why.NOT_SIGNED_ON));
  }

  private CommandReply give(Operator operator, Order order) {
    Receipt receipt = boards.give(operator.exchange(), order);
    return receipt.done() ? CommandReply.DONE
        : new CommandReply.Refused(Why.EXCHANGE, Sentence.unworded(receipt.why()));
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
