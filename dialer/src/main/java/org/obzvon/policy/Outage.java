package org.obzvon.policy;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A service outage in a district. Nobody is reminded to pay for a service that does not work.
///
/// @param district as the register writes it; upper and lower case are the same
/// @param until empty: nobody knows yet
public record Outage(UUID id, String district, Instant since, Optional<Instant> until) {}
