package org.obzvon.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The desk's present state: which operator sits where and talks to which debtor. Only this class changes it. Every
/// change is announced and passed to the book writer under one lock, so that events are delivered and stored in order;
/// nothing here waits for an exchange or a store.
final class DeskState {
  private static final Logger LOG = LoggerFactory.getLogger(DeskState.class);
  private static final Set<OperatorState> IN_CALL = Set.of(OperatorState.DIALLING, OperatorState.RINGING,
      OperatorState.TALKING, OperatorState.HOLDING);

  private final DeskBook book;
  private final DeskBookWriter bookWriter;
  private final InstantSource clock;
  private final Map<UUID, Seat> seats = new LinkedHashMap<>();
  private final HeldConversations talks = new HeldConversations();
  private final List<DeskListener> listeners = new CopyOnWriteArrayList<>();
  private int abandoned;
  private int unattended;

  DeskState(DeskBook book, DeskBookWriter bookWriter, InstantSource clock) {
    this.book = book;
    this.bookWriter = bookWriter;
    this.clock = clock;
  }

  AutoCloseable listen(DeskListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void tell(DeskEvent event) {
    for (DeskListener listener : listeners) {
      try {
        listener.heard(event);
      } catch (RuntimeException e) {
        LOG.error("a listener of the desk failed", e);
      }
    }
  }

  Instant now() {
    return clock.instant();
  }

  // --- seats

  synchronized boolean sit(Operator operator, OperatorWorkKind work) {
    if (seats.containsKey(operator.id())) {
      return false;
    }
    Seat.Status status = new Seat.Status(OperatorState.AVAILABLE, "", now());
    put(new Seat(operator, work, status, now(), 0, Optional.empty()));
    return true;
  }

  synchronized void leave(UUID operator) {
    if (seats.remove(operator) != null) {
      talks.drop(operator);
      bookWriter.later(() -> book.remove(operator));
      tell(new DeskEvent.Changed(operator, Optional.empty()));
    }
  }

  synchronized Optional<Seat> seat(UUID operator) {
    return Optional.ofNullable(seats.get(operator));
  }

  synchronized Optional<Seat> at(String exchange, String endpoint) {
    return seats.values().stream()
        .filter(seat -> seat.operator().exchange().equals(exchange) && seat.operator().endpoint().equals(endpoint))
        .findFirst();
  }

  synchronized List<Seat> seats() {
    return seats.values().stream().sorted(Comparator.comparing(seat -> seat.operator().name())).toList();
  }

  /// Moves an operator to another state by compare-and-set. Returns false when they are in none of the `from` states,
  /// or the move is not a legal one.
  synchronized boolean move(UUID operator, Set<OperatorState> from, OperatorState to, String reason) {
    Optional<Seat> seat = seat(operator).filter(found -> from.contains(found.state()) && found.state().mayBecome(to));
    seat.ifPresent(found -> put(found.in(to, reason, now())));
    return seat.isPresent();
  }

  /// Changes a seat. A change that would be an illegal move is refused and logged.
  synchronized void change(UUID operator, UnaryOperator<Seat> how) {
    seat(operator).ifPresent(before -> {
      Seat after = how.apply(before);
      if (before.state().mayBecome(after.state())) {
        put(after);
      } else {
        LOG.warn("operator {} cannot move from {} to {}; refused", operator, before.state(), after.state());
      }
    });
  }

  private void put(Seat seat) {
    seats.put(seat.operator().id(), seat);
    tell(new DeskEvent.Changed(seat.operator().id(), Optional.of(seat)));
    bookWriter.later(() -> book.save(seat));
  }

  /// Shows the debtor to the operator; the event is announced before anything is stored. Does nothing when the operator
  /// has signed off or may not move to this state.
  ///
  /// @param pop empty when the debtor is not known: then only the state changes
  synchronized void show(UUID operator, OperatorState state, Optional<ScreenPop> pop) {
    if (seat(operator).filter(seat -> seat.state().mayBecome(state)).isEmpty()) {
      LOG.warn("operator {} cannot be shown a debtor as {}; refused", operator, state);
      return;
    }
    pop.ifPresent(known -> tell(new DeskEvent.Popped(operator, known, now())));
    change(operator,
        seat -> seat.in(state, "", now()).with(pop.map(known -> new Seat.Turn(known, false)).or(seat::turn)));
  }

  /// Makes an operator without a debtor available, if they are in one of these states. Returns whether they were.
  ///
  /// @param why what the operator reads about the last debtor; may be empty
  synchronized boolean free(UUID operator, Set<OperatorState> from, String why) {
    boolean there = seat(operator).filter(seat -> from.contains(seat.state())).isPresent();
    if (there) {
      change(operator, seat -> seat.with(Optional.empty()).in(OperatorState.AVAILABLE, why, now()));
    }
    return there;
  }

  // --- conversations

  synchronized Optional<DeskConversation> turnOf(UUID operator) {
    return talks.turnOf(operator);
  }

  /// Returns the open conversation with that debtor, or the debtor's wait.
  synchronized Optional<DeskConversation> open(UUID attempt) {
    return talks.open().stream().filter(talk -> talk.attempt().equals(attempt)).findFirst();
  }

  synchronized Optional<DeskConversation> byLeg(String leg) {
    return talks.open().stream()
        .filter(talk -> talk.operator().filter(side -> side.leg().equals(leg)).isPresent())
        .findFirst();
  }

  synchronized List<DeskConversation> open() {
    return talks.open();
  }

  /// Returns every operator's conversation, including one that is over but has no disposition.
  synchronized List<DeskConversation> turns() {
    return talks.turns();
  }

  /// Begins a conversation or a wait. Returns false, and changes nothing, when no conversation begins in this state or
  /// this one has begun before.
  synchronized boolean begin(DeskConversation talk) {
    boolean known = talks.held(talk.id()).isPresent();
    boolean legal = !known && isLegal(Optional.empty(), talk);
    if (legal) {
      hold(Optional.empty(), talk);
    } else if (known) {
      LOG.warn("conversation {} of attempt {} has begun before; refused", talk.id(), talk.attempt());
    }
    return legal;
  }

  /// Rings an operator for a debtor: shows the debtor to the operator, and begins the conversation or gives them the
  /// debtor's wait. Returns false, and changes nothing, when that is no legal move, because the debtor has gone.
  ///
  /// @param waited whether the conversation is the debtor's wait, and not a new one
  /// @param as the operator's state while the telephones ring
  /// @param pop empty when the debtor is not known
  synchronized boolean ring(DeskConversation rung, boolean waited, OperatorState as, Optional<ScreenPop> pop) {
    Optional<DeskConversation> before = talks.held(rung.id());
    boolean legal = before.isPresent() == waited && isLegal(before, rung);
    if (legal) {
      show(rung.operator().orElseThrow().operator(), as, pop);
      hold(before, rung);
    }
    return legal;
  }

  /// The result of a report that operator and debtor are connected.
  enum Connection {
    /// The two were connected with this report.
    NEW,
    /// The exchange had reported it before.
    KNOWN,
    /// The conversation is over.
    OVER
  }

  /// Connects an operator with a debtor.
  ///
  /// @param rang the operator's state while the telephones rang
  synchronized Connection connect(DeskConversation talk, OperatorState rang, String leg, Instant at) {
    if (!change(talk, rung -> rung.answered(leg, at))) {
      return Connection.OVER;
    }
    UUID operator = talk.operator().orElseThrow().operator();
    return move(operator, Set.of(rang), OperatorState.TALKING, "") ? Connection.NEW : Connection.KNOWN;
  }

  /// Changes a conversation. Returns false, and changes nothing, when it is closed or the change would be an illegal
  /// move.
  ///
  /// @param how makes the conversation's next version from its present one
  synchronized boolean change(DeskConversation talk, UnaryOperator<DeskConversation> how) {
    Optional<DeskConversation> before = talks.held(talk.id());
    DeskConversation after = how.apply(before.orElse(talk));
    boolean legal = before.isPresent() && isLegal(before, after);
    if (legal) {
      hold(before, after);
    } else if (before.isEmpty()) {
      LOG.warn("conversation {} of attempt {} is closed and cannot become {}; refused", talk.id(), talk.attempt(),
          after.state());
    }
    return legal;
  }

  private static boolean isLegal(Optional<DeskConversation> before, DeskConversation after) {
    Optional<ConversationState> from = before.map(DeskConversation::state);
    boolean legal = from.map(state -> state.mayBecome(after.state())).orElseGet(() -> after.state().mayBegin());
    if (!legal) {
      LOG.warn("conversation {} of attempt {} cannot move from {} to {}; refused", after.id(), after.attempt(),
          from.map(ConversationState::name).orElse("its beginning"), after.state());
    }
    return legal;
  }

  private void hold(Optional<DeskConversation> before, DeskConversation after) {
    talks.replace(before, after);
    bookWriter.later(() -> book.save(after));
    boolean waited = before.filter(talk -> talk.state() == ConversationState.WAITING).isPresent();
    if (waited != (after.state() == ConversationState.WAITING)) {
      tell(new DeskEvent.QueueMoved(queue()));
    }
  }

  /// Moves a debtor from one operator to another whose telephone is about to ring, and shows the debtor to the second.
  /// The second conversation is not stored before [#handedOn], so that [#handBack] can undo it when the exchange does
  /// not take the order. Returns false, and changes nothing, when the first one is not a talk any more.
  synchronized boolean handOn(DeskConversation from, DeskConversation to, Optional<ScreenPop> pop) {
    Optional<DeskConversation> talking = talks.held(from.id())
        .filter(talk -> talk.state() == ConversationState.TALKING);
    boolean legal = talking.isPresent() && to.state() == ConversationState.RINGING;
    if (legal) {
      talks.handOn(talking.get(), to);
      show(to.operator().orElseThrow().operator(), OperatorState.RINGING, pop);
    } else {
      LOG.warn("conversation {} of attempt {} cannot be handed on; refused", from.id(), from.attempt());
    }
    return legal;
  }

  /// Ends the first operator's conversation and stores the second one, unless it has ended meanwhile.
  synchronized void handedOn(DeskConversation from, DeskConversation to, Instant at) {
    end(from, ConversationEnd.TRANSFERRED, "", at);
    talks.held(to.id()).ifPresent(talk -> bookWriter.later(() -> book.save(talk)));
  }

  /// Gives the debtor back to the first operator. Returns false when the debtor has hung up meanwhile.
  synchronized boolean handBack(DeskConversation from, DeskConversation to) {
    return talks.handBack(from, to);
  }

  /// Ends a conversation or a wait. Its operator goes to wrap-up if the talk needs a disposition, and is available
  /// otherwise. Returns false, and changes nothing, when it had ended before.
  ///
  /// @param why what the operator reads about it afterwards; may be empty
  synchronized boolean end(DeskConversation talk, ConversationEnd how, String why, Instant at) {
    Optional<DeskConversation> ended = ended(talk, how, at);
    ended.flatMap(DeskConversation::operator).map(DeskConversation.Side::operator).ifPresent(operator -> {
      if (ended.get().state() == ConversationState.ENDED) {
        move(operator, IN_CALL, OperatorState.WRAPPING_UP, why);
      } else {
        free(operator, IN_CALL, why);
      }
    });
    return ended.isPresent();
  }

  /// Ends a conversation whose operator did not answer the telephone, and pauses the operator. Returns false, and
  /// changes nothing, when it had ended before.
  synchronized boolean miss(DeskConversation talk, Instant at) {
    Optional<DeskConversation> ended = ended(talk, ConversationEnd.NO_ANSWER, at);
    ended.flatMap(DeskConversation::operator).ifPresent(side -> change(side.operator(), seat -> seat.missedOne()
        .with(Optional.empty()).in(OperatorState.PAUSED, AutomaticPauseReasons.NO_ANSWER, now())));
    return ended.isPresent();
  }

  private Optional<DeskConversation> ended(DeskConversation talk, ConversationEnd how, Instant at) {
    Optional<DeskConversation> before = talks.held(talk.id());
    if (!change(talk, open -> open.ended(how, at))) {
      return Optional.empty();
    }
    tellEnd(talk, how, at);
    return before.map(open -> open.ended(how, at));
  }

  /// Notes a debtor for whom nobody is free and who does not wait.
  synchronized void turnAway(DeskConversation wait, Instant at) {
    if (begin(wait.ended(ConversationEnd.NOBODY_FREE, at))) {
      tellEnd(wait, ConversationEnd.NOBODY_FREE, at);
    }
  }

  private void tellEnd(DeskConversation talk, ConversationEnd how, Instant at) {
    abandoned += how == ConversationEnd.ABANDONED ? 1 : 0;
    unattended += how == ConversationEnd.NOBODY_FREE ? 1 : 0;
    tell(new DeskEvent.Ended(talk.id(), talk.operator().map(DeskConversation.Side::operator), how, at));
  }

  /// Closes the conversation once the operator has written the disposition; the operator is available again. Returns
  /// false, and changes nothing, when there is none to close.
  synchronized boolean close(UUID operator, Instant at) {
    boolean closed = turnOf(operator)
        .filter(talk -> talk.state() == ConversationState.ENDED)
        .filter(talk -> change(talk, over -> over.wrappedUp(at)))
        .isPresent();
    if (closed) {
      free(operator, Set.of(OperatorState.WRAPPING_UP, OperatorState.PAUSED), "");
    }
    return closed;
  }

  synchronized QueueView queue() {
    return new QueueView(
        talks.waiting().stream()
            .map(talk -> new QueueView.Waiting(talk.attempt(), talk.exchange(), talk.times().queued()))
            .toList(),
        abandoned, unattended);
  }

  // --- after a restart

  /// Restores the state of an earlier run. The contacts of operators who were previewing have gone back to the queue.
  ///
  /// @param recorded the conversations that the exchange is recording
  synchronized void resume(Function<DeskConversation, Optional<ScreenPop>> screenPops, Set<UUID> recorded) {
    book.seats().forEach(seat -> seats.put(seat.operator().id(), seat));
    for (DeskConversation talk : book.unfinished()) {
      talks.replace(Optional.empty(), talk);
      talk.operator().ifPresent(side -> change(side.operator(),
          seat -> seat.with(screenPops.apply(talk).map(pop -> new Seat.Turn(pop, recorded.contains(talk.id()))))));
    }
    for (Seat seat : seats()) {
      boolean needsTurn = seat.state().isInCall() || seat.state() == OperatorState.READING
          || seat.state() == OperatorState.WRAPPING_UP;
      if (needsTurn && talks.turnOf(seat.operator().id()).isEmpty()) {
        put(seat.in(OperatorState.AVAILABLE, "", now()));
      }
    }
  }
}
