package org.obzvon.policy;

import java.time.Instant;
import org.obzvon.register.Phone;

/// An answer by text message that nobody has read yet. It may be a request to stop in words that only a person
/// understands, so no machine calls or texts its number.
///
/// @param until when it stops holding back contacts although nobody has read it
public record UnreadAnswer(Phone phone, Instant receivedAt, Instant until) {}
