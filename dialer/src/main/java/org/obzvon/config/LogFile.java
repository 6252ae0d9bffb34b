package org.obzvon.config;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.obzvon.document.BadInput;
import org.slf4j.LoggerFactory;

/// The service's log as a file, in addition to its error output and in the same format. A new file begins each day and
/// whenever one is full; older ones are compressed, the oldest removed.
public final class LogFile {
  private static final int PARTS = 20;

  /// @param days how long old files are kept
  /// @param mebibytes the most that all of them together may take; one file is a twentieth of it
  public record Place(Path file, int days, int mebibytes) {}

  private LogFile() {}

  /// Adds the file to the log from now on.
  ///
  /// @throws BadInput when it cannot be written
  public static void open(Place place) {
    refuseUnwritable(place.file());
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setName("FILE");
    appender.setFile(place.file().toString());
    appender.setEncoder(encoder(context));
    rolling(context, appender, place).start();
    appender.start();
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
  }

  private static SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling(
      LoggerContext context, RollingFileAppender<ILoggingEvent> appender, Place place) {
    SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
    policy.setContext(context);
    policy.setParent(appender);
    policy.setFileNamePattern(place.file() + ".%d{yyyy-MM-dd, UTC}.%i.gz");
    policy.setMaxHistory(place.days());
    policy.setTotalSizeCap(FileSize.valueOf(place.mebibytes() + "MB"));
    policy.setMaxFileSize(FileSize.valueOf(Math.max(1, place.mebibytes() / PARTS) + "MB"));
    policy.setCleanHistoryOnStart(true);
    appender.setRollingPolicy(policy);
    return policy;
  }

  /// Returns the encoder of the error output, so that the format, with all that it removes from hostile text, is
  /// defined once.
  private static PatternLayoutEncoder encoder(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(console(context).getPattern());
    encoder.start();
    return encoder;
  }

  private static PatternLayoutEncoder console(LoggerContext context) {
    var appenders = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
    while (appenders.hasNext()) {
      if (appenders.next() instanceof ConsoleAppender<ILoggingEvent> console
          && console.getEncoder() instanceof PatternLayoutEncoder encoder) {
        return encoder;
      }
    }
    throw new IllegalStateException("the log has no console whose form of a line the file could take");
  }

  private static void refuseUnwritable(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (Files.notExists(file)) {
        Files.createFile(file);
      }
    } catch (IOException e) {
      throw BadInput.of("log.file",
          file + " cannot be made: " + e.getMessage() + "; name a file in a folder that is yours");
    }
    if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
      throw BadInput.of("log.file", file + " cannot be written; name a file that is yours");
    }
  }
}
