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

  public sealed interface NextStep {
    record Nothing() implements NextStep {}

    /// @param mine whether the same operator promised to call
    record CallBack(Instant at, boolean mine) implements NextStep {}

    record Stop(StopKind kind) implements NextStep {}

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
