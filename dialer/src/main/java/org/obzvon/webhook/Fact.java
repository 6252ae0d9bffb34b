package org.obzvon.webhook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.Channel;
import org.obzvon.register.Money;

/// What is told. Made only of what is never changed, so that every try of a delivery says the same.
public sealed interface Fact {

  /// When it became a fact.
  Instant at();

  /// @param outcome as the ledger names it: REACHED, NOT_REACHED …
  record Outcome(
      UUID attempt, Place place, Channel channel, String outcome, Optional<String> detail, Optional<String> reason,
      Optional<Instant> answeredAt, Instant at) implements Fact {}

  record Promised(UUID promise, UUID attempt, Place place, LocalDate day, Money amount, Instant at) implements Fact {}

  /// @param account number; empty when a telephone number alone was stopped
  /// @param phone empty when the household was stopped
  record OptedOut(UUID stop, Optional<String> account, Optional<String> phone, String kind, Instant at) implements Fact {}

  /// @param attempt the call in which it was heard; empty where it came by text message
  /// @param heardBy ROBOT, OPERATOR or TEXT
  /// @param words of the debtor, or what the operator wrote down
  record TicketOpened(
      UUID ticket, Optional<UUID> attempt, String account, String kind, String heardBy, String words, Instant at)
      implements Fact {}

  /// @param note of the person who closed it
  record TicketClosed(UUID ticket, String account, String kind, String note, Instant at) implements Fact {}

  /// @param works false: it rests
  /// @param why FAULTS, UNREACHABLE, NOT_REGISTERED or NOT_CONNECTED
  /// @param detail what the network said last; may be empty
  record LineChanged(UUID change, String node, String line, boolean works, String why, String detail, Instant at)
      implements Fact {}

  record Trial(UUID id, Instant at) implements Fact {}

  /// @param account number
  /// @param simulated of a rehearsal: nobody was contacted
  record Place(String account, String campaign, String arm, boolean simulated) {}
}
