package org.obzvon.desk;

import java.time.Instant;
import java.util.Optional;
import org.obzvon.contact.Promise;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.policy.StopKind;

/// The disposition that an operator writes down after a call.
public record Disposition(
    Reach reach, Optional<NonPaymentReason> reason, Optional<Promise> promise, String note, NextStep next) {

  /// The person that the operator talked to.
  public enum Reach {
    RIGHT_PERSON,
    /// The subscriber may be reached at this number later.
    SOMEBODY_ELSE,
    WRONG_NUMBER,
    /// Somebody answered and said nothing useful.
    NOBODY
  }

  /// The scope of a suppression.
  public enum Covers {
    /// The number that was called, and no other number of the debtor.
    NUMBER,
    HOUSEHOLD
  }

  /// Returns the usual scope unless the operator chose one: a wrong number concerns that number alone, whatever else a
  /// stranger asks for; every other wish concerns the household.
  static Covers usually(Reach reach, StopKind kind) {
    return isOfNumber(reach, kind) ? Covers.NUMBER : Covers.HOUSEHOLD;
  }

  static boolean isOfNumber(Reach reach, StopKind kind) {
    return reach == Reach.WRONG_NUMBER || kind == StopKind.WRONG_NUMBER;
  }

  public sealed interface NextStep {
    record Nothing() implements NextStep {}

    /// @param mine whether the call-back is reserved for the operator who promised it
    record CallBack(Instant at, boolean mine) implements NextStep {}

    /// @param covers empty: the usual scope of the kind
    record Stop(StopKind kind, Optional<Covers> covers) implements NextStep {}

    /// Becomes a ticket; the household is not dunned until the ticket is closed.
    record Complaint(String words) implements NextStep {}

    /// Returns the name under which it is stored.
    default String name() {
      return switch (this) {
        case Nothing _ -> "NOTHING";
        case CallBack _ -> "CALL_BACK";
        case Stop _ -> "STOP";
        case Complaint _ -> "COMPLAINT";
      };
    }
  }
}
