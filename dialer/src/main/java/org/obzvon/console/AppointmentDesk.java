package org.obzvon.console;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.register.AppointmentFiles;
import org.obzvon.register.Appointments;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;

/// The commands on appointments, each stored together with who gave it.
public final class AppointmentDesk {
  public static final int MOST_LISTED = 1_000;

  private final AppointmentFiles files;
  private final Appointments appointments;
  private final AuditLog log;

  public AppointmentDesk(AppointmentFiles files, Appointments appointments, AuditLog log) {
    this.files = files;
    this.appointments = appointments;
    this.log = log;
  }

  /// @see AppointmentFiles#take
  public AppointmentFiles.Report take(Actor actor, Path file, Optional<Path> rejected) {
    return log.asOne(
        () -> {
          AppointmentFiles.Report report = files.take(file, rejected);
          Map<String, String> after = new LinkedHashMap<>();
          after.put("new", Integer.toString(report.taken()));
          after.put("moved", Integer.toString(report.moved()));
          after.put("known", Integer.toString(report.known()));
          after.put("rejected", Integer.toString(report.rejected()));
          log.note(actor, AuditLog.Deed.of("appointments import", "file " + file.getFileName(), after));
          return report;
        });
  }

  /// Whether there was a coming one to cancel.
  public boolean cancel(Actor actor, String account, LocalDate today) {
    return log.asOne(
        () -> {
          boolean cancelled = appointments.cancel(account, today);
          if (cancelled) {
            log.note(actor, AuditLog.Deed.of("appointments cancel", "account " + account));
          }
          return cancelled;
        });
  }

  /// From a day on, the nearest first, at most [#MOST_LISTED].
  public List<Appointments.Appointment> coming(LocalDate today) {
    return appointments.coming(today, MOST_LISTED);
  }
}
