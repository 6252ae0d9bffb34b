package org.obzvon.console.api.http;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;

/// @param account number of the account, where its household is suppressed and the list knows the account
/// @param source person or program that added the suppression
record StopView(
    UUID id, Optional<String> phone, Optional<String> account, StopKind kind, String note, String source, Instant since,
    Optional<Instant> until, Optional<Instant> liftedAt) {

  static StopView of(Suppression stop, Optional<String> account) {
    Optional<String> phone = stop.target() instanceof Suppression.Target.Number(var number) ? Optional.of(number.e164())
        : Optional.empty();
    return new StopView(
        stop.id(), phone, account, stop.kind(), stop.note(), stop.source(), stop.term().since(), stop.term().until(),
        stop.term().liftedAt());
  }
}
