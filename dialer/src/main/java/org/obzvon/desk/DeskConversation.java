package org.obzvon.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.IdGenerator;

/// A conversation between one operator and one debtor, or a debtor's wait for an operator.
///
/// @param call the debtor's call, which may consist of several conversations
public record DeskConversation(UUID id, Call call, Optional<Side> operator, Times times,
    Optional<ConversationEnd> end) {

  /// @param heard what robot and debtor said before
  public record Call(UUID attempt, ConversationKind kind, String exchange, List<String> heard) {
    public Call {
      heard = List.copyOf(heard);
    }
  }

  public UUID attempt() {
    return call.attempt();
  }

  public ConversationKind kind() {
    return call.kind();
  }

  public String exchange() {
    return call.exchange();
  }

  public List<String> heard() {
    return call.heard();
  }

  /// The operator's side.
  ///
  /// @param leg the exchange's id of the operator's own channel
  public record Side(UUID operator, String leg) {}

  /// @param queued when the debtor began to wait, or the operator's telephone was rung for a campaign
  /// @param rang when the operator's telephone rang for the debtor
  /// @param answered when the two were connected
  public record Times(
      Instant queued, Optional<Instant> rang, Optional<Instant> answered, Optional<Instant> ended,
      Optional<Instant> wrappedUp) {}

  public static DeskConversation waiting(UUID attempt, String exchange, Instant at, List<String> heard) {
    return new DeskConversation(
        IdGenerator.next(), new Call(attempt, ConversationKind.ESCALATED, exchange, heard), Optional.empty(),
        new Times(at, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()), Optional.empty());
  }

  DeskConversation of(ConversationKind other) {
    return new DeskConversation(id, new Call(call.attempt(), other, call.exchange(), call.heard()), operator, times,
        end);
  }

  /// Returns the state, which follows from operator, times and end. A conversation that was transferred or in which
  /// nobody was talked to needs no disposition.
  public ConversationState state() {
    if (end.isEmpty()) {
      if (operator.isEmpty()) {
        return ConversationState.WAITING;
      }
      return times.answered().isPresent() ? ConversationState.TALKING : ConversationState.RINGING;
    }
    boolean isOwed = times.answered().isPresent() && times.wrappedUp().isEmpty()
        && end.get() != ConversationEnd.TRANSFERRED;
    return isOwed ? ConversationState.ENDED : ConversationState.CLOSED;
  }

  boolean isOf(UUID who) {
    return operator.filter(side -> side.operator().equals(who)).isPresent();
  }

  DeskConversation rings(UUID who, String leg, Instant at) {
    return with(
        Optional.of(new Side(who, leg)),
        new Times(times.queued(), Optional.of(at), times.answered(), times.ended(), times.wrappedUp()), end);
  }

  DeskConversation answered(String leg, Instant at) {
    return with(
        operator.map(side -> new Side(side.operator(), leg)),
        new Times(
            times.queued(), times.rang(), times.answered().or(() -> Optional.of(at)), times.ended(), times.wrappedUp()),
        end);
  }

  DeskConversation ended(ConversationEnd how, Instant at) {
    return with(
        operator,
        new Times(times.queued(), times.rang(), times.answered(), Optional.of(at), times.wrappedUp()),
        Optional.of(how));
  }

  DeskConversation wrappedUp(Instant at) {
    return with(
        operator, new Times(times.queued(), times.rang(), times.answered(), times.ended(), Optional.of(at)), end);
  }

  private DeskConversation with(Optional<Side> side, Times moved, Optional<ConversationEnd> how) {
    return new DeskConversation(id, call, side, moved, how);
  }
}
