package org.obzvon.webhook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.Channel;
import org.obzvon.register.Money;

/// The content of a delivery. It is made only of data that never changes, so that every try of a delivery says the
/// same.
public sealed interface Fact {

  /// Returns when it became a fact.
  Instant at();

  /// @param outcome name in the ledger: REACHED, NOT_REACHED …
  record Outcome(
      UUID attempt, Place place, Channel channel, String outcome, Optional<String> detail, Optional<String> reason,
      Optional<Instant> answeredAt, Instant at) implements Fact {}

  record Promised(UUID promise, UUID attempt, Place place, LocalDate day, Money amount, Instant at) implements Fact {}

  /// @param account account number; empty when only a phone number is suppressed
  /// @param phone empty when the household is suppressed
  record OptedOut(UUID stop, Optional<String> account, Optional<String> phone, String kind, Instant at)
      implements
        Fact {}

  /// @param attempt the call in which the reason was given; empty where it came by text message
  /// @param heardBy ROBOT, OPERATOR or TEXT
  /// @param words words of the debtor, or the operator's note
  record TicketOpened(
      UUID ticket, Optional<UUID> attempt, String account, String kind, String heardBy, String words, Instant at)
      implements
        Fact {}

  /// @param note note of the person who closed it
  record TicketClosed(UUID ticket, String account, String kind, String note, Instant at) implements Fact {}

  /// @param works false: the line rests
  /// @param why FAULTS, UNREACHABLE, NOT_REGISTERED or NOT_CONNECTED
  /// @param detail last message of the network; may be empty
  record LineChanged(UUID change, String node, String line, boolean works, String why, String detail, Instant at)
      implements
        Fact {}

  record Trial(UUID id, Instant at) implements Fact {}

  /// @param account account number
  /// @param simulated true for a rehearsal: nobody was contacted
  record Place(String account, String campaign, String arm, boolean simulated) {}
}
