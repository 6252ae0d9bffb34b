package org.obzvon.desk;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;

/// Whether talks may be recorded here.
///
/// @param allowed by the installation
/// @param kept how long a recording is kept
/// @param announced whether the contact policy of this attempt asks that the debtor be told before
public record RecordingTerms(
    boolean allowed, Duration kept, Predicate<UUID> announced, RecordingShelf shelf) {}
