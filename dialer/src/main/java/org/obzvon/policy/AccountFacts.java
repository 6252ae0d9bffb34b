package org.obzvon.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.obzvon.contact.ContactOrigin;

/// The facts that the store has about an account at the moment of asking.
///
/// @param touches attempts of the last [AccountFactsSource#REACH_DAYS] days that concern the household or the numbers
/// @param stops suppressions in force, of the household or of a number
/// @param promisedFor the latest day of an open promise
/// @param outages outages in force in the account's district
/// @param dead numbers of the account that the network does not connect to
/// @param holds reasons given in the household, or at a number of the account, because of which nobody asks for money
/// @param unread answers from numbers of the account that hold back contacts by machines
public record AccountFacts(
    List<PastAttempt> touches,
    List<Suppression> stops,
    Optional<LocalDate> promisedFor,
    List<Outage> outages,
    List<DeadNumber> dead,
    List<DemandHold> holds,
    List<UnreadAnswer> unread) {
  public static final AccountFacts NONE = new AccountFacts(List.of(), List.of(), Optional.empty(), List.of());

  public AccountFacts {
    touches = List.copyOf(touches);
    stops = List.copyOf(stops);
    outages = List.copyOf(outages);
    dead = List.copyOf(dead);
    holds = List.copyOf(holds);
    unread = List.copyOf(unread);
  }

  /// Creates evidence with no reason that holds demands back and no unread answer.
  public AccountFacts(
      List<PastAttempt> touches, List<Suppression> stops, Optional<LocalDate> promisedFor, List<Outage> outages,
      List<DeadNumber> dead) {
    this(touches, stops, promisedFor, outages, dead, List.of(), List.of());
  }

  /// Creates evidence with no unread answer.
  public AccountFacts(
      List<PastAttempt> touches, List<Suppression> stops, Optional<LocalDate> promisedFor, List<Outage> outages,
      List<DeadNumber> dead, List<DemandHold> holds) {
    this(touches, stops, promisedFor, outages, dead, holds, List.of());
  }

  /// Creates evidence with no dead number.
  public AccountFacts(
      List<PastAttempt> touches, List<Suppression> stops, Optional<LocalDate> promisedFor, List<Outage> outages) {
    this(touches, stops, promisedFor, outages, List.of());
  }

  /// Returns the evidence without the suppressions, dead numbers and unread answers that will be over at that instant.
  public AccountFacts asOf(Instant at) {
    return new AccountFacts(
        touches, stops.stream().filter(stop -> stop.term().holds(at)).toList(), promisedFor, outages,
        dead.stream().filter(one -> at.isBefore(one.at().plus(DeadNumber.BELIEVED))).toList(), holds,
        unread.stream().filter(one -> at.isBefore(one.until())).toList());
  }

  /// Returns the evidence that counts for a notice: other notices, and the suppressions that apply to notices.
  public AccountFacts ofNotices(Profile.Notices rule) {
    return new AccountFacts(
        touches.stream().filter(touch -> touch.what().origin() == ContactOrigin.Kind.NOTICE).toList(),
        stops.stream().filter(stop -> rule.stoppedBy().contains(stop.kind())).toList(),
        Optional.empty(),
        outages);
  }

  public AccountFacts without(UUID attempt) {
    return new AccountFacts(
        touches.stream().filter(touch -> !touch.attempt().equals(attempt)).toList(), stops, promisedFor, outages, dead,
        holds, unread);
  }

  public AccountFacts with(Stream<PastAttempt> more) {
    return new AccountFacts(
        Stream.concat(touches.stream(), more).toList(), stops, promisedFor, outages, dead, holds, unread);
  }
}
