package org.obzvon.commands;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.Snapshots;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;

/// Imports registers for every caller. A snapshot and its audit entry are stored
/// together.
public final class RegisterUseCases implements AutoCloseable {
  private final RegisterImport imports;
  private final UploadedImports<RegisterImport.Report> uploads;
  private final AuditLog log;

  /// The values that an uploaded file does not contain.
  ///
  /// @param mapping YAML with foreign names and words; empty: none
  public record Options(RegisterImport.Origin origin, Mapping.Defaults defaults, String mapping) {}

  public RegisterUseCases(RegisterImport imports, UploadedImports<RegisterImport.Report> uploads, AuditLog log) {
    this.imports = imports;
    this.uploads = uploads;
    this.log = log;
  }

  /// Returns the import with this actor as the one who gives the command.
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

  public UploadedImport<RegisterImport.Report> prepare(Options options) {
    return uploads.prepare(
        options.mapping(),
        (given, progress) -> {
          UploadFolder folder = given.folder();
          var request = new RegisterImport.Request(
              folder.file(), folder.mapping(), options.origin(), options.defaults(),
              new RegisterImport.Outputs(Optional.of(folder.rejected()), Optional.empty()),
              new Snapshots.Manner(given.dryRun(), given.again(), given.consent().missing()));
          return take(given.actor(), request, given.name(), progress);
        });
  }

  public UploadedImports<RegisterImport.Report> uploads() {
    return uploads;
  }

  @Override
  public void close() {
    uploads.close();
  }
}
