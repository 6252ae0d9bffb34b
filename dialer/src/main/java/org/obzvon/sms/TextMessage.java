package org.obzvon.sms;

import org.obzvon.register.Language;

/// A text ready to be sent, split into segments.
///
/// @param template name of the template it was made from
public record TextMessage(String template, Language language, String text, Segments segments) {}
