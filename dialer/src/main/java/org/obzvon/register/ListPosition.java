package org.obzvon.register;

import java.time.Instant;
import java.util.UUID;

/// A place in a list that is ordered by a time and then by an id: the end of the previous page.
public record ListPosition(Instant at, UUID id) {}
