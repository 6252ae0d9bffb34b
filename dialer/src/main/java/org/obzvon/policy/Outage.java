package org.obzvon.policy;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A district in which the service is out: nobody is reminded to pay for what does not work.
///
/// @param district as the register writes it; upper and lower case are the same
/// @param until empty: nobody knows yet
public record Outage(UUID id, String district, Instant since, Optional<Instant> until) {}
