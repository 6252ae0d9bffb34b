package org.obzvon.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who sits where with whom, at this moment: the one place that changes it. Every change is told and given to
/// the clerk under one lock, so that events are heard and stored in their order; nothing here waits for an exchange or a
/// store.
final class Floor {
  private static final Logger LOG = LoggerFactory.getLogger(Floor.class);

  private final DeskBook book;
  private final Clerk clerk;
  private final InstantSource clock;
  private final Map<UUID, Seat> seats = new LinkedHashMap<>();
  private final Map<UUID, Talk> turns = new HashMap<>();
  private final Map<UUID, Talk> waiting = new LinkedHashMap<>();
  private final List<DeskListener> listeners = new CopyOnWriteArrayList<>();
  private int abandoned;
  private int unattended;

  Floor(DeskBook book, Clerk clerk, InstantSource clock) {
    this.book = book;
    this.clerk = clerk;
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

  synchronized boolean sit(Operator operator, Work work) {
    if (seats.containsKey(operator.id())) {
      return false;
    }
    Seat.Status status = new Seat.Status(OperatorState.AVAILABLE, "", now());
    put(new Seat(operator, work, status, now(), 0, Optional.empty()));
    return true;
  }

  synchronized void leave(UUID operator) {
    if (seats.remove(operator) != null) {
      turns.remove(operator);
      clerk.later(() -> book.remove(operator));
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

  /// Compare-and-set: false when the operator is in another state by now.
  synchronized boolean move(UUID operator, Set<OperatorState> from, OperatorState to, String reason) {
    Optional<Seat> seat = seat(operator).filter(found -> from.contains(found.state()));
    seat.ifPresent(found -> put(found.in(to, reason, now())));
    return seat.isPresent();
  }

  synchronized void change(UUID operator, UnaryOperator<Seat> how) {
    seat(operator).map(how).ifPresent(this::put);
  }

  private void put(Seat seat) {
    seats.put(seat.operator().id(), seat);
    tell(new DeskEvent.Changed(seat.operator().id(), Optional.of(seat)));
    clerk.later(() -> book.save(seat));
  }

  /// The debtor appears before the operator; told before anything is stored.
  synchronized void show(UUID operator, OperatorState state, Pop pop) {
    tell(new DeskEvent.Popped(operator, pop, now()));
    change(operator, seat -> seat.in(state, "", now()).with(Optional.of(new Seat.Turn(pop, false))));
  }

  // --- turns

  synchronized Optional<Talk> turnOf(UUID operator) {
    return Optional.ofNullable(turns.get(operator));
  }

  /// The open turn with that debtor, or his wait.
  synchronized Optional<Talk> open(UUID attempt) {
    return turns.values().stream()
        .filter(talk -> talk.attempt().equals(attempt) && talk.end().isEmpty())
        .findFirst()
        .or(() -> Optional.ofNullable(waiting.get(attempt)));
  }

  synchronized Optional<Talk> byLeg(String leg) {
    return turns.values().stream()
        .filter(talk -> talk.end().isEmpty() && talk.operator().filter(side -> side.leg().equals(leg)).isPresent())
        .findFirst();
  }

  synchronized List<Talk> open() {
    return java.util.stream.Stream.concat(turns.values().stream(), waiting.values().stream())
        .filter(talk -> talk.end().isEmpty())
        .toList();
  }

  /// Every operator's turn, also one that is over and not written down.
  synchronized List<Talk> turns() {
    return List.copyOf(turns.values());
  }

  synchronized void put(Talk talk) {
    boolean waits = talk.operator().isEmpty() && talk.end().isEmpty();
    boolean moved = waits ? waiting.put(talk.attempt(), talk) == null : waiting.remove(talk.attempt()) != null;
    talk.operator().ifPresent(side -> turns.put(side.operator(), talk));
    clerk.later(() -> book.save(talk));
    if (moved) {
      tell(new DeskEvent.QueueMoved(queue()));
    }
  }

  /// Takes a debtor from his operator for another whose telephone is about to ring. Neither is stored, so that [#handBack] can
  /// undo it when the exchange does not take the order.
  synchronized void handOn(Talk from, Talk to) {
    from.operator().ifPresent(side -> turns.remove(side.operator()));
    to.operator().ifPresent(side -> turns.put(side.operator(), to));
  }

  /// Gives the debtor back to his first operator. Returns false when he has hung up meanwhile.
  synchronized boolean handBack(Talk from, Talk to) {
    boolean there = to.operator().filter(side -> turns.remove(side.operator(), to)).isPresent();
    from.operator().ifPresent(side -> turns.put(side.operator(), from));
    return there;
  }

  /// The end of a turn or of a wait.
  synchronized void end(Talk talk, ConversationEnd how, Instant at) {
    abandoned += how == ConversationEnd.ABANDONED ? 1 : 0;
    unattended += how == ConversationEnd.NOBODY_FREE ? 1 : 0;
    Talk ended = talk.ended(how, at);
    put(ended);
    tell(new DeskEvent.Ended(talk.id(), talk.operator().map(Talk.Side::operator), how, at));
    talk.operator().ifPresent(side -> {
      boolean talked = talk.times().answered().isPresent() && how != ConversationEnd.TRANSFERRED;
      if (!talked) {
        turns.remove(side.operator(), ended);
      }
    });
  }

  /// The operator has written down what came of it.
  synchronized void close(UUID operator, Instant at) {
    turnOf(operator).ifPresent(talk -> {
      turns.remove(operator);
      clerk.later(() -> book.save(talk.wrappedUp(at)));
    });
  }

  synchronized QueueView queue() {
    return new QueueView(
        waiting.values().stream()
            .map(talk -> new QueueView.Waiting(talk.attempt(), talk.exchange(), talk.times().queued()))
            .toList(),
        abandoned, unattended);
  }

  // --- after a restart

  /// What an earlier run left. Who was reading has lost his contact to the queue.
  ///
  /// @param recorded the conversations that the exchange is recording
  synchronized void resume(java.util.function.Function<Talk, Optional<Pop>> pops, Set<UUID> recorded) {
    book.seats().forEach(seat -> seats.put(seat.operator().id(), seat));
    for (Talk talk : book.unfinished()) {
      talk.operator().ifPresentOrElse(
          side -> {
            turns.put(side.operator(), talk);
            change(side.operator(), seat -> seat.with(pops.apply(talk).map(pop -> new Seat.Turn(pop, recorded.contains(talk.id())))));
          },
          () -> waiting.put(talk.attempt(), talk));
    }
    for (Seat seat : seats()) {
      boolean needsTurn = seat.state().isInCall() || seat.state() == OperatorState.READING
          || seat.state() == OperatorState.WRAPPING_UP;
      if (needsTurn && !turns.containsKey(seat.operator().id())) {
        put(seat.in(OperatorState.AVAILABLE, "", now()));
      }
    }
  }
}
