package org.obzvon.desk;

import java.time.Instant;
import java.util.Optional;
import org.obzvon.contact.Promise;
import org.obzvon.contact.Reason;
import org.obzvon.policy.StopKind;

/// What an operator writes down after a call.
public record Disposition(
    Reach reach, Optional<Reason> reason, Optional<Promise> promise, String note, NextStep next) {

  /// Whom the operator talked to.
  public enum Reach {
    RIGHT_PERSON,
    /// The subscriber may be reached here later.
    SOMEBODY_ELSE,
    WRONG_NUMBER,
    /// Somebody answered and said nothing of use.
    NOBODY
  }

  /// What a stop entry covers.
  public enum Covers {
    /// The number that was called, and no other of the debtor.
    NUMBER,
    HOUSEHOLD
  }

  /// A wrong number concerns that number alone, whatever else a stranger asks for; every other wish the household, unless
  /// the operator chose.
  static Covers usually(Reach reach, StopKind kind) {
    return isOfNumber(reach, kind) ? Covers.NUMBER : Covers.HOUSEHOLD;
  }

  static boolean isOfNumber(Reach reach, StopKind kind) {
    return reach == Reach.WRONG_NUMBER || kind == StopKind.WRONG_NUMBER;
  }

  public sealed interface NextStep {
    record Nothing() implements NextStep {}

    /// @param mine whether the same operator promised to call
    record CallBack(Instant at, boolean mine) implements NextStep {}

    /// @param covers empty: as usual, see [Disposition#stopCovers]
    record Stop(StopKind kind, Optional<Covers> covers) implements NextStep {}

    /// Becomes a ticket; the household is not dunned until it is closed.
    record Complaint(String words) implements NextStep {}

    /// As it is stored.
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
