package org.obzvon.register.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Optional;

/// Reads dates and date-times of a file: by the mapping's pattern, or else ISO and the dotted form of the countries
/// we serve, which no other order of day and month can be taken for.
public final class Days {
  private static final List<DateTimeFormatter> USUAL =
      List.of(
          DateTimeFormatter.ISO_OFFSET_DATE_TIME,
          DateTimeFormatter.ISO_LOCAL_DATE_TIME,
          strict("uuuu-MM-dd HH:mm[:ss]"),
          strict("uuuu-MM-dd"),
          strict("d.M.uuuu H:mm[:ss]"),
          strict("d.M.uuuu"));

  private final List<DateTimeFormatter> formats;
  private final String example;

  /// @param pattern of the mapping, such as `dd.MM.yyyy`
  public Days(Optional<String> pattern) {
    this.formats = pattern.map(Days::strict).map(List::of).orElse(USUAL);
    this.example = pattern.orElse("2026-11-22");
  }

  /// The day; a time of day is left out.
  ///
  /// @throws Unreadable when there is no such day
  public LocalDate day(String cell) {
    return LocalDate.from(parse(cell));
  }

  /// An [OffsetDateTime], a [LocalDateTime] or a [LocalDate], whichever the cell tells.
  public TemporalAccessor moment(String cell) {
    return parse(cell);
  }

  private TemporalAccessor parse(String cell) {
    for (DateTimeFormatter format : formats) {
      try {
        return format.parseBest(cell, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      } catch (DateTimeException _) {
        // the next form may fit
      }
    }
    throw new Unreadable(RowFault.DATE.with(example));
  }

  /// `y` is the year of an era, which strict reading refuses without the era.
  private static DateTimeFormatter strict(String pattern) {
    return DateTimeFormatter.ofPattern(pattern.replace('y', 'u')).withResolverStyle(ResolverStyle.STRICT);
  }
}
