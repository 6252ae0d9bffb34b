package org.obzvon.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.Snapshots;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;

/// Takes registers, from whoever: a snapshot and its entry in the audit log are stored together.
public final class RegisterDesk implements AutoCloseable {
  private final RegisterImport imports;
  private final Uploads<RegisterImport.Report> uploads;
  private final AuditLog log;

  /// What an uploaded file does not say itself.
  ///
  /// @param mapping YAML with foreign names and words; empty: none
  public record Options(RegisterImport.Origin origin, Mapping.Defaults defaults, String mapping) {}

  public RegisterDesk(RegisterImport imports, Uploads<RegisterImport.Report> uploads, AuditLog log) {
    this.imports = imports;
    this.uploads = uploads;
    this.log = log;
  }

  /// The import as this one gives the command.
  public RegisterImport by(Actor actor) {
    return (request, progress) -> take(actor, request, request.file().getFileName().toString(), progress);
  }

  private RegisterImport.Report take(Actor actor, RegisterImport.Request request, String name, Progress progress) {
    if (request.manner().dryRun()) {
      return imports.take(request, progress);
    }
    return log.asOne(
        () -> {
          RegisterImport.Report report = imports.take(request, progress);
          note(actor, name, report);
          return report;
        });
  }

  private void note(Actor actor, String name, RegisterImport.Report report) {
    Map<String, String> after = new LinkedHashMap<>();
    after.put("file", name);
    after.put("sha256", report.heading().fileSha256());
    after.put("accepted", Integer.toString(report.accepted()));
    after.put("rejected", Integer.toString(report.heading().rejected()));
    log.note(
        actor,
        AuditLog.Deed.of(
            "register import", "register " + report.heading().source() + " " + report.heading().takenOn(), after));
  }

  public Upload<RegisterImport.Report> prepare(Options options) {
    return uploads.prepare(
        options.mapping(),
        (given, progress) -> {
          UploadFolder folder = given.folder();
          var request =
              new RegisterImport.Request(
                  folder.file(), folder.mapping(), options.origin(), options.defaults(),
                  new RegisterImport.Outputs(Optional.of(folder.rejected()), Optional.empty()),
                  new Snapshots.Manner(given.dryRun(), given.again(), given.consent().missing()));
          return take(given.actor(), request, given.name(), progress);
        });
  }

  public Uploads<RegisterImport.Report> uploads() {
    return uploads;
  }

  @Override
  public void close() {
    uploads.close();
  }
}
