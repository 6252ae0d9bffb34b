package org.obzvon.register;

import java.time.Instant;
import java.util.UUID;

/// A place in a list that is ordered by a time and then by an id: where the page before it ended.
public record Position(Instant at, UUID id) {}
