package org.obzvon.call;

import java.util.Optional;

/// A phrase to be said, in full words.
///
/// @param recording name of the sound file that says the same, if the phrase is the same for everybody
public record Phrase(Optional<String> recording, String text) {}
