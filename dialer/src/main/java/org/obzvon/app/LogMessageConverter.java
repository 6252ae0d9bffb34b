package org.obzvon.app;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.obzvon.document.SafeText;

/// Formats the message of a log line, `%clean` in the pattern: hostile text stays on this line and is shown as it is.
public final class LogMessageConverter extends ClassicConverter {
  private static final int LONGEST = 8_000;

  @Override
  public String convert(ILoggingEvent event) {
    return SafeText.line(String.valueOf(event.getFormattedMessage()), LONGEST);
  }
}
