package org.obzvon.desk;

import java.time.Instant;
import java.util.Optional;

/// What pages show of a signed-on operator.
///
/// @param reason why he is paused; empty text otherwise
/// @param since when he came into this state
/// @param missed calls he did not answer since he signed on
/// @param recording whether his conversation is being recorded
/// @param pop the debtor he has to do with now
public record OperatorView(
    Operator operator, Work work, OperatorState state, String reason, Instant signedOnAt, Instant since, int missed,
    boolean recording, Optional<Pop> pop) {}
