package org.obzvon.register.csv;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.obzvon.document.Sentence;
import org.obzvon.register.AppointmentFiles;
import org.obzvon.register.Appointments;
import org.obzvon.register.Appointments.Appointment;
import org.obzvon.register.Appointments.Taken;
import org.obzvon.register.Finding;
import org.obzvon.register.Mapping;
import org.obzvon.register.RowFindings;

/// Reads CSV files of appointments: `account`, `date`, and `time` as `10:00-12:00`.
public final class CsvAppointments implements AppointmentFiles {
  private static final List<String> NAMES = List.of("account", "date", "time");
  private static final Pattern SPAN = Pattern.compile("(\\d{1,2}:\\d{2})\\s*[-–]\\s*(\\d{1,2}:\\d{2})");
  /// Where a day ends last on Earth.
  private static final ZoneOffset LAST_EVENING = ZoneOffset.ofHours(-12);

  private final Appointments appointments;
  private final InstantSource clock;

  public CsvAppointments(Appointments appointments, InstantSource clock) {
    this.appointments = appointments;
    this.clock = clock;
  }

  private record Line(int number, Appointment appointment) {}

  @Override
  public Report take(Path file, Optional<Path> rejected) {
    Table table = Table.open(file, new Table.Columns(NAMES, NAMES), Mapping.NONE);
    LocalDate today = LocalDate.ofInstant(clock.instant(), LAST_EVENING);
    List<Line> lines = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    RowFindings.Builder found = new RowFindings.Builder();
    table.hint().ifPresent(hint -> found.remark(new Finding(1, "", "", hint)));
    table.titles().ifPresent(found::remark);
    int read = table.read(
        line -> {
          switch (line) {
            case Table.Line.Ragged(int number, Sentence reason) -> findings.add(new Finding(number, "", "", reason));
            case Table.Line.Filled(Row row) -> read(row, today, lines, findings, found);
            case Table.Line.Totals(Finding finding, Row _) -> found.remark(finding);
          }
        });
    Set<String> accounts = lines.stream().map(line -> line.appointment().account()).collect(Collectors.toSet());
    List<Taken> taken = appointments.take(lines.stream().map(Line::appointment).toList(), today);
    for (int i = 0; i < lines.size(); i++) {
      if (taken.get(i) == Taken.UNKNOWN_ACCOUNT) {
        findings.add(
            new Finding(
                lines.get(i).number(), "account", lines.get(i).appointment().account(),
                RowFault.ACCOUNT_UNKNOWN.with()));
      }
    }
    try (FindingsFile list = FindingsFile.beside(file, rejected, ".rejected.csv")) {
      findings.stream().sorted(Comparator.comparingInt(Finding::line)).forEach(list::add);
      findings.forEach(found::reject);
      int rows = (int) findings.stream().map(Finding::line).distinct().count();
      return new Report(
          table.form(), count(taken, Taken.NEW), count(taken, Taken.MOVED), count(taken, Taken.KNOWN), rows,
          appointments.households(accounts), found.of(read), list.publish());
    }
  }

  private static int count(List<Taken> taken, Taken kind) {
    return (int) taken.stream().filter(kind::equals).count();
  }

  private static void read(Row row, LocalDate today, List<Line> lines, List<Finding> findings, RowFindings.Builder found) {
    Cells cells = new Cells(row);
    String account = cells.read("account", cell -> Text.number(cell, 64));
    LocalDate day = cells.read("date", cell -> coming(cell, today));
    LocalTime[] span = cells.read("time", CsvAppointments::span);
    if (cells.problems().isEmpty()) {
      lines.add(new Line(row.line(), new Appointment(account, day, span[0], span[1])));
      cells.warnings().forEach(found::remark);
    }
    findings.addAll(cells.problems());
  }

  private static LocalDate coming(String cell, LocalDate today) {
    LocalDate day = new Days(Optional.empty()).day(cell);
    if (day.isBefore(today)) {
      throw new Unreadable(RowFault.APPOINTMENT_PAST.with());
    }
    return day;
  }

  private static LocalTime[] span(String cell) {
    Matcher matcher = SPAN.matcher(cell);
    try {
      if (matcher.matches()) {
        LocalTime from = LocalTime.parse(padded(matcher.group(1)));
        LocalTime until = LocalTime.parse(padded(matcher.group(2)));
        if (from.isBefore(until)) {
          return new LocalTime[] {from, until};
        }
      }
    } catch (DateTimeException _) {
      // told below together with what does not look like a span at all
    }
    throw new Unreadable(RowFault.APPOINTMENT_SPAN.with());
  }

  private static String padded(String time) {
    return time.length() == 4 ? "0" + time : time;
  }
}
