package org.obzvon.rehearsal;

import java.time.Duration;
import java.util.List;

/// The behaviour of the far end of one call.
public sealed interface CallBehaviour {

  /// Neither a person nor a machine picks up.
  ///
  /// @param after time from dialling to the end; the caller's ring time-out comes first if it is shorter
  record NotAnswered(Why why, Duration after) implements CallBehaviour {}

  /// A machine picks up, speaks its greeting and presses nothing.
  record MachineAnswers(Duration ringing) implements CallBehaviour {}

  /// A person picks up.
  ///
  /// @param plan what the person does at the first question, the second and so on; at further questions they stay
  ///     silent, and after two of those they hang up
  /// @param impatient presses as soon as they recognise the question, before the prompt is over
  record PersonAnswers(Duration ringing, List<KeyPress> plan, boolean impatient) implements CallBehaviour {
    public PersonAnswers {
      plan = List.copyOf(plan);
    }
  }

  enum Why {
    BUSY,
    /// The telephone rings until the caller's time-out.
    RINGS_OUT,
    NO_SUCH_NUMBER,
    CONGESTION,
    /// The person rejects the call by hand.
    REJECTED
  }
}
