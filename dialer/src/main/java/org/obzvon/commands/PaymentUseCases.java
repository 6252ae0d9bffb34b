package org.obzvon.commands;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.payment.PaymentFileImport;
import org.obzvon.payment.PaymentFormat;
import org.obzvon.payment.PaymentImport;
import org.obzvon.payment.PaymentRuns;
import org.obzvon.register.Progress;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;

/// Imports payment files for every caller.
///
/// Payments are stored batch by batch, so that no lock is held for the length of a file. The audit log therefore has an
/// entry for the begin before the first payment is stored, and one for the result after the last, or when the import
/// broke off: no payment is stored without an audit entry. If the process dies in between, only the begin is logged,
/// under the id that its end would have. In every case the stored payments stay, and importing the same file again
/// stores the rest.
public final class PaymentUseCases implements AutoCloseable {
  public static final int MOST_LISTED = 20;

  private final PaymentFileImport files;
  private final PaymentRuns runs;
  private final UploadedImports<PaymentFileImport.Report> uploads;
  private final AuditLog log;

  /// The values that an uploaded file does not contain.
  ///
  /// @param zone time zone of the file's times; empty: each debtor's own
  /// @param mapping YAML with foreign names and words; empty: none
  /// @param format empty: the beginning of the file decides
  public record Options(String source, Optional<ZoneId> zone, String mapping, Optional<PaymentFormat> format) {}

  public PaymentUseCases(PaymentFileImport files, PaymentRuns runs, UploadedImports<PaymentFileImport.Report> uploads,
      AuditLog log) {
    this.files = files;
    this.runs = runs;
    this.uploads = uploads;
    this.log = log;
  }

  /// Returns the import with this actor as the one who gives the command.
  public PaymentFileImport by(Actor actor) {
    return (request, progress) -> read(actor, request.file().getFileName().toString(), request, progress);
  }

  /// @param name name of the file as its sender calls it
  private PaymentFileImport.ReadPayments read(Actor actor, String name, PaymentFileImport.Request request,
      Progress progress) {
    PaymentFileImport.ReadPayments payments = files.read(request, progress);
    return request.manner().dryRun()
        ? payments
        : new LoggedPayments(actor, new PaymentRuns.File(name, request.manner().source(), actor.name()), payments);
  }

  /// Logs begin and end while the payments of a file are stored.
  private final class LoggedPayments implements PaymentFileImport.ReadPayments {
    private final Actor actor;
    private final PaymentRuns.File file;
    private final PaymentFileImport.ReadPayments payments;

    LoggedPayments(Actor actor, PaymentRuns.File file, PaymentFileImport.ReadPayments payments) {
      this.actor = actor;
      this.file = file;
      this.payments = payments;
    }

    @Override
    public PaymentFileImport.Report store(Progress progress) {
      UUID run = begin();
      Counted counted = new Counted(progress);
      PaymentFileImport.Report report;
      try {
        report = payments.store(counted);
      } catch (RuntimeException | Error fault) {
        brokeOff(run, counted, fault);
        throw fault;
      }
      end(run, report);
      return report;
    }

    private UUID begin() {
      return log.asOne(
          () -> {
            UUID run = runs.begin(file);
            note("payments import begin", about(run));
            return run;
          });
    }

    private void brokeOff(UUID run, Counted counted, Throwable fault) {
      Map<String, String> after = about(run);
      after.put("rows done", counted.done + " of " + counted.rows);
      try {
        log.asOne(
            () -> {
              note("payments import broke off", after);
              runs.breakOff(run);
            });
      } catch (RuntimeException unheard) {
        fault.addSuppressed(unheard);
      }
    }

    private void end(UUID run, PaymentFileImport.Report report) {
      PaymentImport.Report taken = report.taken();
      Map<String, String> after = about(run);
      after.put("taken", Integer.toString(taken.taken()));
      after.put("known", Integer.toString(taken.known()));
      after.put("rejected", Integer.toString(report.rejected()));
      log.asOne(
          () -> {
            note("payments import", after);
            runs.end(run, new PaymentRuns.Counts(taken.taken(), taken.known(), report.rejected()));
          });
    }

    private Map<String, String> about(UUID run) {
      Map<String, String> about = new LinkedHashMap<>();
      about.put("file", file.name());
      about.put("run", run.toString());
      return about;
    }

    private void note(String action, Map<String, String> after) {
      log.note(actor, AuditLog.Deed.of(action, "payments " + file.source(), after));
    }
  }

  /// Counts the stored payments.
  private static final class Counted implements Progress {
    private final Progress progress;
    private long rows;
    private long done;

    Counted(Progress progress) {
      this.progress = progress;
    }

    @Override
    public void stage(String name, long size) {
      rows = size;
      done = 0;
      progress.stage(name, size);
    }

    @Override
    public void advance(long by) {
      done += by;
      progress.advance(by);
    }
  }

  /// Marks imports as broken off if this service was reading them when it was killed, or if their command's process is
  /// gone.
  public void breakOffAbandoned() {
    log.asOne(() -> noteBrokenOff(runs.breakOffAbandoned(), "the service was stopped"));
    breakOffOfGoneCommands();
  }

  private void breakOffOfGoneCommands() {
    log.asOne(() -> noteBrokenOff(runs.breakOffOfGoneCommands(), "the process of the command is gone"));
  }

  private void noteBrokenOff(List<PaymentRuns.Unfinished> unfinished, String why) {
    for (PaymentRuns.Unfinished one : unfinished) {
      Map<String, String> after = Map.of("file", one.file().name(), "run", one.run().toString(), "why", why);
      log.note(Actor.SERVICE, AuditLog.Deed.of("payments import broke off", "payments " + one.file().source(), after));
    }
  }

  /// Returns the last files, newest first, at most [#MOST_LISTED].
  public List<PaymentRuns.Run> last() {
    breakOffOfGoneCommands();
    return runs.last(MOST_LISTED);
  }

  public UploadedImport<PaymentFileImport.Report> prepare(Options options) {
    return uploads.prepare(
        options.mapping(),
        (given, progress) -> {
          UploadFolder folder = given.folder();
          var request = new PaymentFileImport.Request(
              folder.file(), folder.mapping(), Optional.of(folder.rejected()), options.zone(),
              new PaymentImport.Manner(options.source(), given.dryRun()), options.format());
          return read(given.actor(), given.name(), request, progress).store(progress);
        });
  }

  public UploadedImports<PaymentFileImport.Report> uploads() {
    return uploads;
  }

  @Override
  public void close() {
    uploads.close();
  }
}
