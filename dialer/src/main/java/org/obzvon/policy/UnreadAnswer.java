package org.obzvon.policy;

import java.time.Instant;
import org.obzvon.register.Phone;

/// An answer by text message that nobody has read yet: it may be a request to stop in words that only a person
/// understands, so no machine calls or writes to its number.
///
/// @param until when it stops holding contacts although nobody has read it
public record UnreadAnswer(Phone phone, Instant receivedAt, Instant until) {}
