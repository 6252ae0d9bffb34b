package org.obzvon.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.Ids;

/// One operator's turn with one debtor, or a debtor's wait for one.
///
/// @param call the debtor's call, which may go through several turns
public record Talk(UUID id, Call call, Optional<Side> operator, Times times, Optional<ConversationEnd> end) {

  /// @param heard what robot and debtor had said before
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
  /// @param leg the exchange's id of his own channel
  public record Side(UUID operator, String leg) {}

  /// @param queued when the debtor began to wait, or the operator's telephone was rung for a campaign
  /// @param rang when the operator's telephone rang for him
  /// @param answered when the two were connected
  public record Times(
      Instant queued, Optional<Instant> rang, Optional<Instant> answered, Optional<Instant> ended,
      Optional<Instant> wrappedUp) {}

  public static Talk waiting(UUID attempt, String exchange, Instant at, List<String> heard) {
    return new Talk(
        Ids.next(), new Call(attempt, ConversationKind.ESCALATED, exchange, heard), Optional.empty(),
        new Times(at, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()), Optional.empty());
  }

  Talk of(ConversationKind other) {
    return new Talk(id, new Call(call.attempt(), other, call.exchange(), call.heard()), operator, times, end);
  }

  boolean isOf(UUID who) {
    return operator.filter(side -> side.operator().equals(who)).isPresent();
  }

  Talk rings(UUID who, String leg, Instant at) {
    return with(
        Optional.of(new Side(who, leg)),
        new Times(times.queued(), Optional.of(at), times.answered(), times.ended(), times.wrappedUp()), end);
  }

  Talk answered(String leg, Instant at) {
    return with(
        operator.map(side -> new Side(side.operator(), leg)),
        new Times(
            times.queued(), times.rang(), times.answered().or(() -> Optional.of(at)), times.ended(), times.wrappedUp()),
        end);
  }

  Talk ended(ConversationEnd how, Instant at) {
    return with(
        operator,
        new Times(times.queued(), times.rang(), times.answered(), Optional.of(at), times.wrappedUp()),
        Optional.of(how));
  }

  Talk wrappedUp(Instant at) {
    return with(
        operator, new Times(times.queued(), times.rang(), times.answered(), times.ended(), Optional.of(at)), end);
  }

  private Talk with(Optional<Side> side, Times moved, Optional<ConversationEnd> how) {
    return new Talk(id, call, side, moved, how);
  }
}
