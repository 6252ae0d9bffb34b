package org.obzvon.call;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An event of one call, in our own types. The events of a call come in no fixed order, some come late
/// and some never.
public sealed interface CallEvent {

  UUID attempt();

  /// Returns when it happened, by the exchange's own clock if the exchange sends the time.
  Instant at();

  /// The exchange has begun to call.
  record Placed(UUID attempt, Instant at) implements CallEvent {}

  record Ringing(UUID attempt, Instant at) implements CallEvent {}

  /// The network reported that the call is on its way: it rings, or an announcement is played before the answer.
  record Progressed(UUID attempt, Instant at) implements CallEvent {}

  /// How the exchange's dialling ended, if it says more than that nobody answered.
  record Dialled(UUID attempt, Instant at, DialStatus status) implements CallEvent {}

  /// A person or a machine picked up.
  record Answered(UUID attempt, Instant at) implements CallEvent {}

  /// The call ended without having been answered. The reason is coarse: a hang-up cause, if one comes, says more.
  record NotAnswered(UUID attempt, Instant at, Coarse why) implements CallEvent {}

  /// The call was hung up.
  ///
  /// @param cause Q.850 cause, see [HangupCauses]
  /// @param techCause the technology's own code, such as `SIP 486`
  /// @param was the state of the channel when it was hung up
  record HungUp(UUID attempt, Instant at, int cause, Optional<String> techCause, Was was) implements CallEvent {
    public HungUp(UUID attempt, Instant at, int cause, Optional<String> techCause) {
      this(attempt, at, cause, techCause, Was.UNTOLD);
    }

    /// The state of the channel when it was hung up.
    public enum Was {
      /// The debtor's telephone rang.
      RINGING,
      /// Nothing had come back from the network yet, as far as the channel shows; the exchange also reports progress,
      /// see [Progressed].
      SILENT,
      /// The channel was in another state, or the exchange did not report one.
      UNTOLD
    }
  }

  /// The exchange was asked and knows of no such call.
  record Vanished(UUID attempt, Instant at) implements CallEvent {}

  /// Why a call was not answered, as far as the exchange's first answer shows.
  enum Coarse {
    RANG_OUT,
    BUSY,
    CONGESTION,
    /// The exchange said only that the call failed.
    UNTOLD
  }

  enum DialStatus {
    BUSY,
    CONGESTION,
    /// There is no way to the trunk.
    UNAVAILABLE
  }
}
