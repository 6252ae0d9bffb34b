package org.obzvon.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The limits on how often a household may be contacted. Caps, spacing and pause all count over every campaign and over
/// all attempts that concern the household or went to any of the account's numbers.
public record Limits(List<Cap> caps, List<Spacing> spacings, Optional<Pause> pause) {
  public Limits {
    caps = List.copyOf(caps);
    spacings = List.copyOf(spacings);
  }

  /// The largest number of contacts in a window.
  public record Cap(Medium medium, Count count, int most, CapWindow window, Provenance from) {}

  /// The least time between two attempts.
  public record Spacing(Medium medium, Duration least, Provenance from) {}

  /// The number of local calendar days without a call after a conversation by telephone. The day of the conversation is
  /// the first.
  public record Pause(int days, Provenance from) {}

  /// What a cap counts. An attempt whose end is unknown always counts; an open attempt counts as what it may become.
  public enum Count {
    /// Every attempt that went out towards the debtor.
    ATTEMPTS,
    /// Attempts that were answered, by any person or machine; for messages, those that were delivered.
    CONVERSATIONS
  }
}
