package org.obzvon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.document.BadInput;
import org.slf4j.LoggerFactory;

class LogFileTest {
  private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  @TempDir
  private Path folder;

  @AfterEach
  void log_as_before() {
    if (ROOT.getAppender("FILE") != null) {
      ROOT.getAppender("FILE").stop();
      ROOT.detachAppender("FILE");
    }
  }

  @Test
  void what_is_logged_stands_in_the_file_too_and_a_new_file_is_begun_by_rotation() throws IOException {
    Path file = folder.resolve("logs/dialer.log");
    LogFile.open(new LogFile.Place(file, 30, 100));
    LoggerFactory.getLogger("any").error("the first line");
    ((TimeBasedRollingPolicy<?>) ((RollingFileAppender<?>) ROOT.getAppender("FILE")).getRollingPolicy())
        .getTimeBasedFileNamingAndTriggeringPolicy()
        .setCurrentTime(Instant.now().plus(Duration.ofDays(1)).toEpochMilli());
    LoggerFactory.getLogger("any").error("the second line");

    assertThat(file).content().contains("the second line").doesNotContain("the first line");
    try (var files = Files.list(folder.resolve("logs"))) {
      assertThat(files.map(one -> one.getFileName().toString()))
          .anyMatch(name -> name.matches("dialer\\.log\\.\\d{4}-\\d\\d-\\d\\d\\.0.*"));
    }
  }

  @Test
  void a_file_that_cannot_be_written_stops_the_start() {
    assertThatThrownBy(() -> LogFile.open(new LogFile.Place(folder, 30, 100)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("log.file")
        .hasMessageContaining("cannot be written");
  }
}
