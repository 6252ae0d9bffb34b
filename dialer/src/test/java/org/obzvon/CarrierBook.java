package org.obzvon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.obzvon.call.ami.RealLine;

/// The carrier's own records of calls that began after the book was opened. Of those of an exchange that was killed it
/// writes long afterwards.
final class CarrierBook {
  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Path file = Path.of(RealLine.properties().getProperty("cdr.file"));
  private final Instant opened = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final long from;

  private CarrierBook() {
    try {
      from = Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CarrierBook opened() {
    return new CarrierBook();
  }

  /// One call, to the second.
  ///
  /// @param attempt as it came in the header
  /// @param answered empty when it never was
  record Entry(
      String attempt, String number, String behaviour, String disposition, Instant start, Optional<Instant> answered,
      Instant end) {

    private static Entry of(String line) {
      String[] cells = line.split(",", -1);
      return new Entry(
          cells[0], "+" + cells[1], cells[2], cells[3], instant(cells[4]),
          cells[5].isEmpty() ? Optional.empty() : Optional.of(instant(cells[5])), instant(cells[6]));
    }

    private static Instant instant(String cell) {
      return LocalDateTime.parse(cell, FORM).toInstant(ZoneOffset.UTC);
    }

    Optional<Duration> talk() {
      return answered.map(at -> Duration.between(at, end));
    }
  }

  List<Entry> entries() {
    try (var channel = Files.newByteChannel(file)) {
      channel.position(from);
      byte[] bytes = java.nio.channels.Channels.newInputStream(channel).readAllBytes();
      String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines()
          .map(Entry::of)
          .filter(entry -> !entry.start().isBefore(opened))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
