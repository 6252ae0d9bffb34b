package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.obzvon.commands.AppointmentUseCases;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;
import org.obzvon.register.AppointmentFileImport;
import org.obzvon.register.Appointments.Appointment;
import org.obzvon.staff.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `appointments import|list|cancel`: manages installation appointments, of which a campaign may remind
/// debtors.
@Command(name = "appointments", description = "Appointments to connect the service.")
public final class AppointmentsCommand {
  private final Supplier<AppointmentUseCases> appointments;
  private final InstantSource clock;

  @Spec
  private CommandSpec spec;

  public AppointmentsCommand(Supplier<AppointmentUseCases> appointments, InstantSource clock) {
    this.appointments = appointments;
    this.clock = clock;
  }

  @Command(name = "import",
      description = "Take a CSV file: account, date, time (10:00-12:00). A new day moves the old one.")
  void take(
      @Parameters(paramLabel = "FILE", description = "A table, separated by comma, semicolon or tab.") Path file,
      @Option(names = "--rejected", paramLabel = "OUT.csv",
          description = "Default: FILE.rejected.csv beside the file.") Path rejected,
      @Option(names = "--json", description = "Print counts and findings as JSON.") boolean json) {
    AppointmentFileImport.Report report = ImportJson.telling(
        out(), json, () -> appointments.get().take(Actor.COMMAND_LINE, file, Optional.ofNullable(rejected)));
    if (json) {
      ImportJson.print(out(), file, report);
      return;
    }
    out().printf("%s: %s%n", file, report.form());
    out().printf("  rows read          %d%n", report.rows().read());
    out().printf("  new                %d%n", report.taken());
    out().printf("  moved              %d%n", report.moved());
    out().printf("  known already      %d%n", report.known());
    out().printf(
        "  rejected           %d%s%n", report.rejected(),
        report.rejectedFile().map(path -> "  (see " + path + ")").orElse(""));
    out().flush();
  }

  @Command(name = "list", description = "Coming appointments, the nearest first.")
  void list() {
    List<Appointment> coming = appointments.get().coming(today());
    coming.forEach(
        one -> out().printf("%s  %s-%s  %s%n", one.day(), one.from(), one.until(), SafeText.terminal(one.account())));
    out().printf("%d appointments%n", coming.size());
    out().flush();
  }

  @Command(name = "cancel", description = "The fitter does not come; a reminder that waits is not sent.")
  void cancel(@Parameters(paramLabel = "ACCOUNT", description = "Account number.") String account) {
    if (!appointments.get().cancel(Actor.COMMAND_LINE, account, today())) {
      throw BadInput.of(
          "ACCOUNT", "'" + SafeText.terminal(account) + "' has no coming appointment; 'dialer appointments list'"
              + " names them");
    }
    out().println("cancelled: " + SafeText.terminal(account));
    out().flush();
  }

  /// Returns the date where the day ends last on Earth, so that an appointment still coming for somebody is listed.
  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(-12));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
