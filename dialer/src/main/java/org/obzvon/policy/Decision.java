package org.obzvon.policy;

import java.time.Instant;

/// The policy's answer to "may we, now?". The reason is for the head of the department, not for a log.
public sealed interface Decision {

  /// The rule that gave the answer; `none` when no rule objected.
  String rule();

  /// One sentence with the numbers that decided.
  String why();

  record Allowed() implements Decision {
    @Override
    public String rule() {
      return "none";
    }

    @Override
    public String why() {
      return "no rule objects";
    }
  }

  /// Not now. Asking again before `until` gives the same answer.
  record Deferred(Instant until, String rule, String why) implements Decision {}

  /// Not at all, for this contact.
  record Refused(String rule, String why) implements Decision {}
}
