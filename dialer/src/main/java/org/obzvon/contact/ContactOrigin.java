package org.obzvon.contact;

import java.util.Optional;
import java.util.UUID;

/// The occasion of a contact: why it is made.
///
/// @param subject the promise, payment, appointment or call it is about; empty for a step of the ladder and a notice
public record ContactOrigin(Kind kind, Optional<UUID> subject) {
  public static final ContactOrigin LADDER = new ContactOrigin(Kind.LADDER, Optional.empty());
  public static final ContactOrigin NOTICE = new ContactOrigin(Kind.NOTICE, Optional.empty());

  public ContactOrigin {
    boolean planned = kind == Kind.LADDER || kind == Kind.NOTICE;
    if (planned != subject.isEmpty()) {
      throw new IllegalArgumentException("what happened has a subject, what is planned has none: " + kind);
    }
  }

  public static ContactOrigin of(Kind kind, UUID subject) {
    return new ContactOrigin(kind, Optional.of(subject));
  }

  public enum Kind {
    /// A step of the campaign's ladder, in the arms that the campaign names.
    LADDER,
    /// A notice that the law requires: the same in every arm, including the hold-out.
    NOTICE,
    /// The promised day has come.
    PROMISE_DUE,
    /// The promised day has passed and nothing was paid.
    PROMISE_BROKEN,
    /// A payment came in.
    PAYMENT,
    /// A technician comes; the same in every arm.
    APPOINTMENT,
    /// The debtor asked for it during a call; the subject is that attempt.
    ASKED;

    /// Whether it asks for money. If not, it may also go to somebody who no longer owes anything.
    public boolean isDemand() {
      return this != PAYMENT && this != APPOINTMENT;
    }

    /// Whether it is part of an arm's treatment. A contact that all arms get alike makes no difference between them.
    public boolean isTreatment() {
      return this != NOTICE && this != APPOINTMENT;
    }

    /// Whether it is about the present debt and not about an event.
    public boolean isAboutDebt() {
      return isPlanned() || this == ASKED;
    }

    public boolean isPlanned() {
      return this == LADDER || this == NOTICE;
    }
  }
}
