package org.obzvon.contact;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.register.Phone;

/// The ledger of attempts. A row is written before the attempt is placed, is closed once and never changes again, with
/// one exception: when the gateway of a text message or the operator of a call reports a result later, it replaces
/// `Lost`, once and with its own time.
public interface Ledger {

  /// Writes the attempts whose contacts this node still holds and moves those contacts to `IN_PROGRESS`. An attempt
  /// whose contact was withdrawn meanwhile is left out: it must not be placed. Returns the ids written.
  Set<UUID> write(List<Attempt> attempts, String node, Instant leasedUntil);

  /// Returns which of these attempts are written and open. Waits for a write that is still under way, so that the
  /// answer is final: an attempt that is not written by then never will be.
  Set<UUID> written(Collection<UUID> attempts);

  /// Stores that the other side accepted the attempts. Closed attempts stay unchanged.
  void accepted(List<Acceptance> acceptances);

  /// Closes attempts, stores promises and moves the contacts on, all in one transaction. Attempts that are already
  /// closed or unknown are left out of the result; a closed one that was lost is corrected.
  ///
  /// @param next the follow-up: an instant for another attempt, empty when the contact is over
  List<Closed> close(List<Report> reports, Function<Closed, Optional<Instant>> next, Instant now);

  record Acceptance(UUID attempt, String remoteId, Instant at) {}

  /// Closed attempts by contact, oldest first. Contacts without one are left out.
  Map<UUID, List<Closed.Try>> tries(Collection<UUID> contacts);

  /// @param tries all attempts of the contact, this one last
  /// @param anotherNumber the account has a number that no attempt of the contact found dead or wrong
  record Closed(Attempt attempt, Report report, List<Try> tries, boolean anotherNumber) {
    public Closed {
      tries = List.copyOf(tries);
    }

    /// @param fault a fault of our own side, see [OurFaults]; it does not count as an attempt
    /// @param line name of the exchange or gateway
    public record Try(Phone phone, ContactOutcome outcome, boolean fault, String line) {}
  }
}
