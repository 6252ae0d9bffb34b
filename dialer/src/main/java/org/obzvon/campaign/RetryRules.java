package org.obzvon.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;

/// Decides whether an attempt is retried, and when. Delays count from the end of the attempt itself, never from the
/// moment it was queued. Each kind has its own count, and `attemptsAtMost` limits them together, so that kinds never
/// add up.
///
/// @param attemptsAtMost attempts that may have rung; a full line or an unreachable exchange does not count
public record RetryRules(int attemptsAtMost, Map<Kind, Rule> rules) {
  public RetryRules {
    rules = Map.copyOf(rules);
  }

  /// The retry delay if only our own operator's telephone rang: it uses up no rule of the campaign. Every such attempt
  /// pauses the operator, and the retries end when the contact expires.
  private static final Duration OPERATORS_AWAY = Duration.ofMinutes(1);

  public enum Kind {
    BUSY,
    NO_ANSWER,
    REJECTED,
    MACHINE,
    HUNG_UP_EARLY,
    SOMEBODY_ELSE,
    /// A fault of the line, for a text that a gateway accepted. Calls that met a fault of our own side, and texts that
    /// no gateway accepted, are retried automatically and use up no rule.
    LINE_FAULT
  }

  /// @param after delay from the end of the attempt
  /// @param times how often this kind may lead to another attempt of one contact
  public record Rule(Duration after, int times) {}

  /// @param outcomes of all closed attempts of the contact, the newest last
  /// @return when to try again; empty when the contact is over
  public Optional<Instant> next(List<ContactOutcome> outcomes, Instant endedAt) {
    Optional<Kind> kind = kindOf(outcomes.getLast());
    long tried = outcomes.stream().filter(RetryRules::mayHaveRung).count();
    if (costsNothing(outcomes.getLast())) {
      return Optional.of(endedAt.plus(OPERATORS_AWAY));
    }
    if (kind.isEmpty() || tried >= attemptsAtMost) {
      return Optional.empty();
    }
    long same = outcomes.stream().filter(outcome -> kindOf(outcome).equals(kind)).count();
    return Optional.ofNullable(rules.get(kind.get()))
        .filter(rule -> same <= rule.times())
        .map(rule -> endedAt.plus(rule.after()));
  }

  /// Returns true if the attempt uses up no rule. The policy is asked again when the contact's turn comes again.
  private static boolean costsNothing(ContactOutcome outcome) {
    return outcome instanceof Failed(var whose) && (whose == Fault.NO_OPERATOR || whose == Fault.CALLED_OFF);
  }

  /// Returns true if a telephone may have rung. A full line or an unreachable exchange rings nobody; a fault somewhere
  /// in the network may have.
  private static boolean mayHaveRung(ContactOutcome outcome) {
    return !(outcome instanceof Failed(var whose)) || whose == Fault.NETWORK || whose == Fault.SCRIPT;
  }

  /// Returns the kind; empty for outcomes that are never retried: reached, delivered, undeliverable, lost.
  static Optional<Kind> kindOf(ContactOutcome outcome) {
    return switch (outcome) {
      case NotReached(var why) -> kindOf(why);
      case Failed(var whose) ->
          switch (whose) {
            case CONGESTION, EXCHANGE, NETWORK -> Optional.of(Kind.LINE_FAULT);
            // The debtor heard a broken call: calling again at once would repeat the fault. Absent operators and a
            // contact called off are no faults of a line.
            case SCRIPT, NO_OPERATOR, CALLED_OFF -> Optional.empty();
          };
      case ContactOutcome.Reached _,ContactOutcome.Delivered _,ContactOutcome.Undeliverable _,ContactOutcome.Lost _ ->
          Optional.empty();
    };
  }

  private static Optional<Kind> kindOf(NoAnswer why) {
    return switch (why) {
      case BUSY -> Optional.of(Kind.BUSY);
      case NO_ANSWER -> Optional.of(Kind.NO_ANSWER);
      case REJECTED -> Optional.of(Kind.REJECTED);
      case MACHINE -> Optional.of(Kind.MACHINE);
      case HUNG_UP_EARLY, SILENT -> Optional.of(Kind.HUNG_UP_EARLY);
      case SOMEBODY_ELSE -> Optional.of(Kind.SOMEBODY_ELSE);
      // The debtor asked for a person, and a robot that calls again is not one. A call-back is a separate contact.
      case ASKED_FOR_PERSON -> Optional.empty();
    };
  }
}
