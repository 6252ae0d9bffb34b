package org.obzvon.policy;

import java.time.Instant;
import java.util.List;
import org.obzvon.document.Sentence;
import org.obzvon.register.Phone;

/// The policy's answer to "may we make this contact now?". The reason is meant for the head of the department, not for
/// a log.
public sealed interface Decision {

  /// The rule that gave the answer; `none` when no rule objected.
  String rule();

  /// The reason, with the numbers that decided.
  Sentence reason();

  default String why() {
    return reason().english();
  }

  /// @param phones the numbers of the account that may be used, in the order of preference; never empty
  record Allowed(List<Phone> phones) implements Decision {
    public Allowed {
      phones = List.copyOf(phones);
    }

    @Override
    public String rule() {
      return "none";
    }

    @Override
    public Sentence reason() {
      return Why.NO_OBJECTION.with();
    }
  }

  /// The contact may not be made now. Asking again before `until` gives the same answer, unless something changed
  /// meanwhile.
  record Deferred(Instant until, String rule, Sentence reason) implements Decision {}

  /// This contact may not be made at all.
  record Refused(String rule, Sentence reason) implements Decision {}
}
