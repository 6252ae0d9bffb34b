package org.obzvon.desk;

import java.util.Optional;
import org.obzvon.contact.NonPaymentReason;

/// A text that an operator says at one point of a conversation. Modules are in the order of the conversation.
///
/// @param name the same in every language
/// @param reason the debtor's reason that it answers; empty for a text that belongs to every conversation
public record SpeechModule(String name, Optional<NonPaymentReason> reason, String title, String text) {}
