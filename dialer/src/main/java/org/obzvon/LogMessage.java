package org.obzvon;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.obzvon.document.LogText;

/// The message of a log line, `%clean` in the pattern: whatever stands in it stays on this line and is shown as it is.
public final class LogMessage extends ClassicConverter {
  private static final int LONGEST = 8_000;

  @Override
  public String convert(ILoggingEvent event) {
    return LogText.clean(String.valueOf(event.getFormattedMessage()), LONGEST);
  }
}
