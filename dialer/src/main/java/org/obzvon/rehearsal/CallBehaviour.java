package org.obzvon.rehearsal;

import java.time.Duration;
import java.util.List;

/// What happens at the far end of one call.
public sealed interface CallBehaviour {

  /// Nobody and nothing picks up.
  ///
  /// @param after time from dialling to the end; the caller's ring time-out comes first if it is shorter
  record NotAnswered(Why why, Duration after) implements CallBehaviour {}

  /// A machine picks up, speaks its greeting and presses nothing.
  record MachineAnswers(Duration ringing) implements CallBehaviour {}

  /// A person picks up.
  ///
  /// @param plan what he does at the first question, the second and so on; a question more than planned meets
  ///     silence, and after two of them he hangs up
  /// @param impatient presses as soon as he recognises the question, before the prompt is over
  record PersonAnswers(Duration ringing, List<KeyPress> plan, boolean impatient) implements CallBehaviour {
    public PersonAnswers {
      plan = List.copyOf(plan);
    }
  }

  enum Why {
    BUSY,
    /// Rings until the caller's time-out.
    RINGS_OUT,
    NO_SUCH_NUMBER,
    CONGESTION,
    /// Turned down by hand.
    REJECTED
  }
}
