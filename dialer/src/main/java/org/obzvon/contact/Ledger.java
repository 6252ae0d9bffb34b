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

/// The book of attempts. A row is written before the attempt is placed, is closed once and never changes again, but for
/// one that was given up: what the gateway of a text message or the operator of a call tells later takes the place of
/// `Lost`, once and with the time of it.
public interface Ledger {

  /// Writes the attempts whose contacts this node still holds and moves those contacts to `IN_PROGRESS`. An attempt
  /// whose contact was withdrawn meanwhile is left out: it must not be placed. Returns the ids written.
  Set<UUID> write(List<Attempt> attempts, String node, Instant leasedUntil);

  /// The attempts among these that are written and open. Waits for a writing that is still under way, so that the answer is
  /// final: what is not written by then never will be.
  Set<UUID> written(Collection<UUID> attempts);

  /// The other side took them. Those closed already are left as they are.
  void accepted(List<Acceptance> acceptances);

  /// Closes attempts, keeps promises and moves the contacts on, all in one transaction. Attempts that are closed
  /// already or unknown are left out of the answer; of the closed ones those that were lost are corrected.
  ///
  /// @param next what follows: an instant for another attempt, empty when the contact is over
  List<Closed> close(List<Report> reports, Function<Closed, Optional<Instant>> next, Instant now);

  record Acceptance(UUID attempt, String remoteId, Instant at) {}

  /// What contacts tried so far, by contact and oldest first; only what is closed. Those without a try are left out.
  Map<UUID, List<Closed.Try>> tries(Collection<UUID> contacts);

  /// @param tries all of the contact, this one last
  /// @param anotherNumber the account has a number that no try of the contact found dead or wrong
  record Closed(Attempt attempt, Report report, List<Try> tries, boolean anotherNumber) {
    public Closed {
      tries = List.copyOf(tries);
    }

    /// @param fault a fault of our own side, see [OurFaults]: no attempt
    /// @param line name of the exchange or gateway
    public record Try(Phone phone, ContactOutcome outcome, boolean fault, String line) {}
  }
}
