package org.obzvon.call;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What the exchange tells of one call, in our words. The events of a call come in no fixed order, some come late and
/// some never.
public sealed interface CallEvent {

  UUID attempt();

  /// When it happened, by the exchange's own clock where it tells.
  Instant at();

  /// The exchange has begun to call.
  record Placed(UUID attempt, Instant at) implements CallEvent {}

  record Ringing(UUID attempt, Instant at) implements CallEvent {}

  /// The network told that the call is on its way: it rings, or an announcement is played before the answer.
  record Progressed(UUID attempt, Instant at) implements CallEvent {}

  /// How the exchange's dialling ended, where it says more than that nobody answered.
  record Dialled(UUID attempt, Instant at, DialStatus status) implements CallEvent {}

  /// Somebody or something picked up.
  record Answered(UUID attempt, Instant at) implements CallEvent {}

  /// The call ended without having been answered. The reason is coarse: a hang-up cause, if one comes, says more.
  record NotAnswered(UUID attempt, Instant at, Coarse why) implements CallEvent {}

  /// @param cause Q.850 cause, see [HangupCauses]
  /// @param techCause the technology's own code, such as `SIP 486`
  /// @param was the state of the channel when it was hung up
  record HungUp(UUID attempt, Instant at, int cause, Optional<String> techCause, Was was) implements CallEvent {
    public HungUp(UUID attempt, Instant at, int cause, Optional<String> techCause) {
      this(attempt, at, cause, techCause, Was.UNTOLD);
    }

    public enum Was {
      /// The debtor's telephone rang.
      RINGING,
      /// Nothing had come back yet, as far as the channel tells; the exchange also tells of progress, see [Progressed].
      SILENT,
      /// In another state, or the exchange did not tell.
      UNTOLD
    }
  }

  /// The exchange was asked and knows of no such call.
  record Vanished(UUID attempt, Instant at) implements CallEvent {}

  /// Why a call was not answered, as far as the exchange's first answer goes.
  enum Coarse {
    RANG_OUT,
    BUSY,
    CONGESTION,
    /// It said only that it failed.
    UNTOLD
  }

  enum DialStatus {
    BUSY,
    CONGESTION,
    /// There is no way to the trunk.
    UNAVAILABLE
  }
}
