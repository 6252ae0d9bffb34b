package org.obzvon.desk;

import java.time.Instant;
import java.util.UUID;

/// A complaint about the service, for those who can mend it.
public record Ticket(
    UUID id, UUID account, UUID attempt, UUID conversation, UUID openedBy, String words, Instant openedAt) {}
