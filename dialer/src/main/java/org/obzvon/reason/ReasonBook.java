package org.obzvon.reason;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.HeardReasons.Heard;
import org.obzvon.contact.HeardReasons.Listener;
import org.obzvon.contact.HeardReasons.Source;
import org.obzvon.contact.Reason;
import org.obzvon.register.Phone;

/// Keeps what debtors gave as reasons, each with what followed from it when it was heard.
public interface ReasonBook {

  /// Whether this reason was heard before from the source by the same listener, or by an operator: what an operator wrote
  /// down of a call that the robot handed over comes once more with the outcome of the robot's call.
  boolean knows(Heard heard);

  /// The telephone at which it was heard; empty where the source is unknown or no telephone.
  Optional<Phone> numberOf(Source source);

  /// Stores the reason with its pause and opens its ticket, or joins the open one of the same kind. False, and nothing
  /// stored, when it was heard before.
  ///
  /// @param number at which it was heard
  boolean keep(Heard heard, Consequence consequence, Optional<Phone> number);

  /// Those of an account's household, newest first, at most `limit`.
  List<Kept> ofHousehold(UUID household, int limit);

  /// A reason as it was heard, with its consequence.
  ///
  /// @param number at which it was heard
  /// @param ticket that was opened or joined
  record Kept(
      UUID account, Reason reason, Listener listener, Optional<Phone> number, String words, Instant at,
      Optional<UUID> ticket, Optional<Consequence.Pause> pause) {}
}
