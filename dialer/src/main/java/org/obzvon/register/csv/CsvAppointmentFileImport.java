package org.obzvon.register.csv;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.obzvon.register.AppointmentFileImport;
import org.obzvon.register.Appointments;
import org.obzvon.register.Appointments.Appointment;
import org.obzvon.register.Appointments.Taken;
import org.obzvon.register.Finding;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;

/// Reads CSV files of appointments: `account`, `date`, and `time` as `10:00-12:00`.
public final class CsvAppointmentFileImport implements AppointmentFileImport {
  private static final List<String> NAMES = List.of("account", "date", "time");
  private static final Pattern SPAN = Pattern.compile("(\\d{1,2}:\\d{2})\\s*[-–]\\s*(\\d{1,2}:\\d{2})");
  /// The zone in which a day ends last on Earth.
  private static final ZoneOffset LAST_EVENING = ZoneOffset.ofHours(-12);

  private final Appointments appointments;
  private final InstantSource clock;

  public CsvAppointmentFileImport(Appointments appointments, InstantSource clock) {
    this.appointments = appointments;
    this.clock = clock;
  }

  @Override
  public Report take(Path file, Optional<Path> rejected) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), LAST_EVENING);
    Table table = Table.open(file, new Table.Columns(NAMES, NAMES), Mapping.NONE);
    TableRows<Appointment> source = new TableRows<>(table, Optional.empty(), (_, cells) -> read(cells, today));
    try (ImportedRows<Appointment> rows = ImportedRows
        .listedInOrder(FindingsFile.beside(file, rejected, ".rejected.csv"))) {
      source.read(rows, Progress.NONE);
      Set<String> accounts = rows.rows().stream().map(Appointment::account).collect(Collectors.toSet());
      List<Taken> taken = appointments.take(rows.rows(), today);
      for (int i = 0; i < taken.size(); i++) {
        if (taken.get(i) == Taken.UNKNOWN_ACCOUNT) {
          rows.refuse(
              new Finding(
                  rows.line(i), "account", rows.rows().get(i).account(), RowFault.ACCOUNT_UNKNOWN.with()));
        }
      }
      return new Report(
          source.form(), count(taken, Taken.NEW), count(taken, Taken.MOVED), count(taken, Taken.KNOWN),
          rows.rejected(), appointments.households(accounts), rows.findings(), rows.publishRejected());
    }
  }

  private static int count(List<Taken> taken, Taken kind) {
    return (int) taken.stream().filter(kind::equals).count();
  }

  private static Optional<Appointment> read(CellReader cells, LocalDate today) {
    String account = cells.read("account", cell -> Text.number(cell, 64));
    LocalDate day = cells.read("date", cell -> coming(cell, today));
    Span span = cells.read("time", CsvAppointmentFileImport::span);
    return cells.problems().isEmpty()
        ? Optional.of(new Appointment(account, day, span.from(), span.until()))
        : Optional.empty();
  }

  private static LocalDate coming(String cell, LocalDate today) {
    LocalDate day = new Days(Optional.empty()).day(cell);
    if (day.isBefore(today)) {
      throw new UnreadableCell(RowFault.APPOINTMENT_PAST.with());
    }
    return day;
  }

  private record Span(LocalTime from, LocalTime until) {}

  private static Span span(String cell) {
    Matcher matcher = SPAN.matcher(cell);
    try {
      if (matcher.matches()) {
        LocalTime from = LocalTime.parse(padded(matcher.group(1)));
        LocalTime until = LocalTime.parse(padded(matcher.group(2)));
        if (from.isBefore(until)) {
          return new Span(from, until);
        }
      }
    } catch (DateTimeException _) {
      // reported below, as is a text that does not look like a span at all
    }
    throw new UnreadableCell(RowFault.APPOINTMENT_SPAN.with());
  }

  private static String padded(String time) {
    return time.length() == 4 ? "0" + time : time;
  }
}
