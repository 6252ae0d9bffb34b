package org.obzvon.call.ami;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.asteriskjava.manager.event.AbstractAgentEvent;
import org.asteriskjava.manager.event.AgentCalledEvent;
import org.asteriskjava.manager.event.AgentConnectEvent;
import org.asteriskjava.manager.event.AgentRingNoAnswerEvent;
import org.asteriskjava.manager.event.DialEndEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewStateEvent;
import org.asteriskjava.manager.event.QueueCallerJoinEvent;
import org.obzvon.call.QueueEvent;

/// Turns the AMI events of our queues and of operators' telephones into our own events; it ignores all others.
final class QueueEvents {
  private static final int STATE_UP = 6; // AST_STATE_UP: answered
  private static final int UNALLOCATED = 1; // Q.850: unallocated number
  private static final int INVALID_FORMAT = 28; // Q.850: invalid number format

  private final ExchangeClock clock;

  QueueEvents(ExchangeClock clock) {
    this.clock = clock;
  }

  Optional<QueueEvent> of(ManagerEvent event) {
    return switch (event) {
      case QueueCallerJoinEvent join -> QueueNames.isOurs(join.getQueue())
          ? AmiEvents.attempt(join.getUniqueId()).map(attempt -> new QueueEvent.Joined(attempt, at(join)))
          : Optional.empty();
      case AgentCalledEvent called -> called(called);
      case AgentConnectEvent connect -> agent(connect,
          attempt -> new QueueEvent.Connected(attempt, text(connect.getInterface()), text(connect.getDestUniqueId()),
              at(connect)));
      case AgentRingNoAnswerEvent silent ->
          agent(silent, attempt -> new QueueEvent.NotAnswered(attempt, text(silent.getInterface()), at(silent)));
      case DialEndEvent dialled -> dialled(dialled);
      case NewStateEvent state -> Integer.valueOf(STATE_UP).equals(state.getChannelState())
          ? channel(state.getUniqueId(), at(state), QueueEvent.DebtorUp::new, QueueEvent.LegUp::new)
          : Optional.empty();
      case HangupEvent gone ->
          channel(
              gone.getUniqueId(), at(gone),
              (attempt, at) -> new QueueEvent.DebtorGone(attempt, at, isOfNobody(gone.getCause())),
              QueueEvent.LegGone::new);
      case null, default -> Optional.empty();
    };
  }

  private Optional<QueueEvent> called(AgentCalledEvent event) {
    return QueueNames.isOurs(event.getQueue())
        ? AmiEvents.attempt(event.getUniqueId())
            .map(attempt -> new QueueEvent.Rang(attempt, text(event.getInterface()), text(event.getDestUniqueId()),
                at(event)))
        : Optional.empty();
  }

  private Optional<QueueEvent> agent(AbstractAgentEvent event, Function<UUID, QueueEvent> ours) {
    return QueueNames.isOurs(event.getQueue()) ? AmiEvents.attempt(event.getUniqueId()).map(ours) : Optional.empty();
  }

  /// Reports an answered transfer: the dialplan, not the queue, connects a debtor who is transferred to another
  /// operator.
  private Optional<QueueEvent> dialled(DialEndEvent event) {
    return "ANSWER".equals(event.getDialStatus())
        ? AmiEvents.attempt(event.getUniqueId()).map(attempt -> new QueueEvent.Connected(
            attempt, endpoint(text(event.getDestChannel())), text(event.getDestUniqueId()), at(event)))
        : Optional.empty();
  }

  /// Returns the endpoint of a channel: `PJSIP/101-0000002a` is a channel of `PJSIP/101`.
  static String endpoint(String channel) {
    return channel.replaceFirst("-[0-9a-f]{8}$", "");
  }

  private static Optional<QueueEvent> channel(
      String uniqueId, Instant at, BiFunction<UUID, Instant, QueueEvent> debtor,
      BiFunction<String, Instant, QueueEvent> leg) {
    Optional<QueueEvent> ofDebtor = AmiEvents.attempt(uniqueId).map(attempt -> debtor.apply(attempt, at));
    return ofDebtor.or(() -> Optional.ofNullable(uniqueId).map(id -> leg.apply(id, at)));
  }

  private static boolean isOfNobody(Integer cause) {
    return cause != null && (cause == UNALLOCATED || cause == INVALID_FORMAT);
  }

  private static String text(String told) {
    return told == null ? "" : told;
  }

  private Instant at(ManagerEvent event) {
    return AmiEvents.at(event, clock);
  }
}
