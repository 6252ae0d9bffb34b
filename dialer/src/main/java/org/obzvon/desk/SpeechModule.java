package org.obzvon.desk;

import java.util.Optional;
import org.obzvon.contact.Reason;

/// What an operator says at one point of a conversation. Modules stand in the conversation's order.
///
/// @param name the same in every language
/// @param reason the reason it answers; empty for what belongs to every conversation
public record SpeechModule(String name, Optional<Reason> reason, String title, String text) {}
