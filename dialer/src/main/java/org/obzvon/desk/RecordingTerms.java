package org.obzvon.desk;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;

/// The terms on which conversations may be recorded here.
///
/// @param allowed whether the installation allows it
/// @param kept how long a recording is kept
/// @param announced whether the contact policy of this attempt requires an announcement to the debtor first
public record RecordingTerms(
    boolean allowed, Duration kept, Predicate<UUID> announced, RecordingShelf shelf) {}
