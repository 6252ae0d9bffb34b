package org.obzvon.reason;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.ReasonSink.Heard;
import org.obzvon.contact.ReasonSink.Listener;
import org.obzvon.contact.ReasonSink.Source;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Phone;

/// Stores the reasons that debtors gave, each with its consequence at that time.
public interface ReasonBook {

  /// Whether this reason was heard before from the source by the same listener or by an operator. An operator's note
  /// about a call that the robot transferred arrives once more with the outcome of the robot's call.
  boolean knows(Heard heard);

  /// The telephone number at which it was heard; empty when the source is unknown or has no telephone number.
  Optional<Phone> numberOf(Source source);

  /// Stores the reason with its pause and opens its ticket, or joins the open one of the same kind. Returns false and
  /// stores nothing when it was heard before.
  ///
  /// @param number at which the reason was given
  boolean keep(Heard heard, Consequence consequence, Optional<Phone> number);

  /// Returns the reasons for not paying that the debtors of a household gave, newest first, at most `limit`.
  List<Kept> ofHousehold(UUID household, int limit);

  /// A stored reason with its consequence.
  ///
  /// @param number at which the reason was given
  /// @param ticket that the reason opened or joined
  record Kept(
      UUID account, NonPaymentReason reason, Listener listener, Optional<Phone> number, String words, Instant at,
      Optional<UUID> ticket, Optional<Consequence.Pause> pause) {}
}
