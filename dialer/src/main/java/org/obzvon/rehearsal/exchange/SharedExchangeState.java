package org.obzvon.rehearsal.exchange;

import io.netty.channel.Channel;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.obzvon.rehearsal.Telephone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The state that all sessions of the exchange share: the live calls and the sessions that listen to events. Both are
/// bounded.
final class SharedExchangeState {
  private static final Logger LOG = LoggerFactory.getLogger(SharedExchangeState.class);

  private final SimulatedExchangeSettings settings;
  private final Telephone telephone;
  private final InstantSource clock;
  private final Map<String, Call> calls = new ConcurrentHashMap<>();
  private final Set<Channel> listeners = ConcurrentHashMap.newKeySet();
  private final AtomicLong placed = new AtomicLong();
  private final OperatorQueues hunt = new OperatorQueues(this);

  SharedExchangeState(SimulatedExchangeSettings settings, Telephone telephone, InstantSource clock) {
    this.settings = settings;
    this.telephone = telephone;
    this.clock = clock;
  }

  SimulatedExchangeSettings settings() {
    return settings;
  }

  OperatorQueues hunt() {
    return hunt;
  }

  Telephone telephone() {
    return telephone;
  }

  InstantSource clock() {
    return clock;
  }

  long nextCall() {
    return placed.incrementAndGet();
  }

  long placed() {
    return placed.get();
  }

  boolean isFull() {
    return calls.size() >= settings.limits().lines();
  }

  /// Adds the call. Returns false if a channel of that id is alive.
  boolean enter(Call call) {
    return calls.putIfAbsent(call.id(), call) == null;
  }

  void leave(Call call) {
    calls.remove(call.id(), call);
  }

  Collection<Call> calls() {
    return List.copyOf(calls.values());
  }

  /// @param name a channel's name or its unique id: Asterisk accepts either
  Optional<Call> find(String name) {
    Call byId = calls.get(name);
    return byId != null
        ? Optional.of(byId)
        : calls.values().stream().filter(call -> call.channelName().equals(name)).findFirst();
  }

  void listens(Channel session, boolean toEvents) {
    if (toEvents) {
      listeners.add(session);
    } else {
      listeners.remove(session);
    }
  }

  void broadcast(AmiMessage event) {
    String wire = event.wire();
    for (Channel session : listeners) {
      if (session.isWritable()) {
        session.writeAndFlush(wire);
      } else {
        // Asterisk would let its queue grow; this one is bounded.
        LOG.warn("a manager session reads too slowly and is closed");
        listeners.remove(session);
        session.close();
      }
    }
  }
}
