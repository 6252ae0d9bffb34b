package org.obzvon.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
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

/// The carrier's own records of calls that began after the book was opened. The carrier writes the records of calls of
/// a killed exchange long afterwards.
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
  /// @param attempt the attempt as it came in the header
  /// @param answered empty when the call was never answered
  /// @param exact the call's start and end to the microsecond
  record Entry(
      String attempt, String number, String behaviour, String disposition, Instant start, Optional<Instant> answered,
      Instant end, Exact exact) {

    private static Entry of(String line) {
      String[] cells = line.split(",", -1);
      return new Entry(
          cells[0], "+" + cells[1], cells[2], cells[3], instant(cells[4]),
          cells[5].isEmpty() ? Optional.empty() : Optional.of(instant(cells[5])), instant(cells[6]),
          new Exact(epoch(cells[8]), epoch(cells[9])));
    }

    private static Instant epoch(String cell) {
      BigDecimal seconds = new BigDecimal(cell);
      return Instant.ofEpochSecond(seconds.longValue(),
          seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    }

    private static Instant instant(String cell) {
      return LocalDateTime.parse(cell, FORM).toInstant(ZoneOffset.UTC);
    }

    Optional<Duration> talk() {
      return answered.map(at -> Duration.between(at, end));
    }
  }

  record Exact(Instant start, Instant end) {}

  List<Entry> entries() {
    if (Files.notExists(file)) {
      return List.of(); // a new rig has not written a call yet
    }
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
