package org.obzvon.contact;

import java.util.Optional;
import java.util.UUID;

/// Why a contact is made.
///
/// @param subject the promise, payment, appointment or call it is about; empty for a step of the ladder and for a notice
public record Ground(Kind kind, Optional<UUID> subject) {
  public static final Ground LADDER = new Ground(Kind.LADDER, Optional.empty());
  public static final Ground NOTICE = new Ground(Kind.NOTICE, Optional.empty());

  public Ground {
    boolean planned = kind == Kind.LADDER || kind == Kind.NOTICE;
    if (planned != subject.isEmpty()) {
      throw new IllegalArgumentException("what happened has a subject, what is planned has none: " + kind);
    }
  }

  public static Ground of(Kind kind, UUID subject) {
    return new Ground(kind, Optional.of(subject));
  }

  public enum Kind {
    /// A step of the campaign's ladder, in the arms that it names.
    LADDER,
    /// A notice that the law requires: the same in every arm, the hold-out too.
    NOTICE,
    /// The promised day has come.
    PROMISE_DUE,
    /// The promised day has passed and nothing was paid.
    PROMISE_BROKEN,
    /// A payment came in.
    PAYMENT,
    /// A fitter comes; the same in every arm.
    APPOINTMENT,
    /// The debtor asked for it during a call; the subject is the attempt.
    ASKED;

    /// Whether it asks for money. What does not may also go to somebody who owes nothing any more.
    public boolean isDemand() {
      return this != PAYMENT && this != APPOINTMENT;
    }

    /// Whether it belongs to what an arm does. What goes to all arms alike is no difference between them.
    public boolean isTreatment() {
      return this != NOTICE && this != APPOINTMENT;
    }

    /// Whether it speaks of the debt as it stands, and of nothing that happened.
    public boolean isAboutDebt() {
      return isPlanned() || this == ASKED;
    }

    public boolean isPlanned() {
      return this == LADDER || this == NOTICE;
    }
  }
}
