package org.obzvon.commands;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.register.AppointmentFileImport;
import org.obzvon.register.Appointments;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;

/// The commands on appointments. Each is stored together with the name of the person who gave it.
public final class AppointmentUseCases {
  public static final int MOST_LISTED = 1_000;

  private final AppointmentFileImport files;
  private final Appointments appointments;
  private final AuditLog log;

  public AppointmentUseCases(AppointmentFileImport files, Appointments appointments, AuditLog log) {
    this.files = files;
    this.appointments = appointments;
    this.log = log;
  }

  /// @see AppointmentFileImport#take
  public AppointmentFileImport.Report take(Actor actor, Path file, Optional<Path> rejected) {
    return log.asOne(
        () -> {
          AppointmentFileImport.Report report = files.take(file, rejected);
          Map<String, String> after = new LinkedHashMap<>();
          after.put("new", Integer.toString(report.taken()));
          after.put("moved", Integer.toString(report.moved()));
          after.put("known", Integer.toString(report.known()));
          after.put("rejected", Integer.toString(report.rejected()));
          log.note(actor, AuditLog.Deed.of("appointments import", "file " + file.getFileName(), after));
          return report;
        });
  }

  /// Cancels the coming appointment of the account. Returns false if there is none.
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

  /// Returns the appointments from a day on, nearest first, at most [#MOST_LISTED].
  public List<Appointments.Appointment> coming(LocalDate today) {
    return appointments.coming(today, MOST_LISTED);
  }
}
