package org.obzvon.console;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.payment.PaymentFiles;
import org.obzvon.payment.PaymentFormat;
import org.obzvon.payment.PaymentImport;
import org.obzvon.payment.PaymentRuns;
import org.obzvon.register.Progress;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;

/// Takes payment files, from whoever.
///
/// Payments are stored batch by batch, so that no lock is held for the length of a file. What is begun is therefore
/// noted before the first of them is stored, and what came of it after the last, or when it broke off: nothing is taken
/// that the audit log does not know of. Where the process dies in the middle, the begin stands there alone, under the
/// id that its end would bear. Either way what was stored stays, and the same file again takes the rest.
public final class PaymentDesk implements AutoCloseable {
  public static final int MOST_LISTED = 20;

  private final PaymentFiles files;
  private final PaymentRuns runs;
  private final Uploads<PaymentFiles.Report> uploads;
  private final AuditLog log;

  /// What an uploaded file does not say itself.
  ///
  /// @param zone of the file's times; empty: each debtor's own
  /// @param mapping YAML with foreign names and words; empty: none
  /// @param format empty: told by how the file begins
  public record Options(String source, Optional<ZoneId> zone, String mapping, Optional<PaymentFormat> format) {}

  public PaymentDesk(PaymentFiles files, PaymentRuns runs, Uploads<PaymentFiles.Report> uploads, AuditLog log) {
    this.files = files;
    this.runs = runs;
    this.uploads = uploads;
    this.log = log;
  }

  /// The import as this one gives the command.
  public PaymentFiles by(Actor actor) {
    return (request, progress, before) ->
        take(new Command(actor, request.file().getFileName().toString(), before), request, progress);
  }

  private record Command(Actor actor, String file, Runnable before) {}

  private PaymentFiles.Report take(Command command, PaymentFiles.Request request, Progress progress) {
    UUID[] run = new UUID[1];
    Counted counted = new Counted(progress);
    PaymentFiles.Report report;
    try {
      report =
          files.take(
              request,
              counted,
              () -> {
                command.before().run();
                run[0] = begin(command, request.manner().source());
              });
    } catch (RuntimeException | Error fault) {
      if (run[0] != null) {
        brokeOff(command, request.manner().source(), run[0], counted, fault);
      }
      throw fault;
    }
    if (run[0] != null) {
      end(command, request.manner().source(), run[0], report);
    }
    return report;
  }

  /// How far the storing came.
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

  private void brokeOff(Command command, String source, UUID run, Counted counted, Throwable fault) {
    Map<String, String> after = new LinkedHashMap<>(about(command, run));
    after.put("rows done", counted.done + " of " + counted.rows);
    try {
      log.asOne(
          () -> {
            log.note(command.actor(), AuditLog.Deed.of("payments import broke off", "payments " + source, after));
            runs.breakOff(run);
          });
    } catch (RuntimeException unheard) {
      fault.addSuppressed(unheard);
    }
  }

  /// Notes the imports as broken off that this service was reading when it was killed, and those of commands that are gone.
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

  private static Map<String, String> about(Command command, UUID run) {
    return Map.of("file", command.file(), "run", run.toString());
  }

  private UUID begin(Command command, String source) {
    return log.asOne(
        () -> {
          UUID run = runs.begin(new PaymentRuns.File(command.file(), source, command.actor().name()));
          log.note(
              command.actor(), AuditLog.Deed.of("payments import begin", "payments " + source, about(command, run)));
          return run;
        });
  }

  private void end(Command command, String source, UUID run, PaymentFiles.Report report) {
    PaymentImport.Report taken = report.taken();
    Map<String, String> after = new LinkedHashMap<>(about(command, run));
    after.put("taken", Integer.toString(taken.taken()));
    after.put("known", Integer.toString(taken.known()));
    after.put("rejected", Integer.toString(report.rejected()));
    log.asOne(
        () -> {
          log.note(command.actor(), AuditLog.Deed.of("payments import", "payments " + source, after));
          runs.end(run, new PaymentRuns.Counts(taken.taken(), taken.known(), report.rejected()));
        });
  }

  /// The last files, newest first, [#MOST_LISTED] at most.
  public List<PaymentRuns.Run> last() {
    breakOffOfGoneCommands();
    return runs.last(MOST_LISTED);
  }

  public Upload<PaymentFiles.Report> prepare(Options options) {
    return uploads.prepare(
        options.mapping(),
        (given, progress) -> {
          UploadFolder folder = given.folder();
          var request =
              new PaymentFiles.Request(
                  folder.file(), folder.mapping(), Optional.of(folder.rejected()), options.zone(),
                  new PaymentImport.Manner(options.source(), given.dryRun()), options.format());
          return take(new Command(given.actor(), given.name(), () -> {}), request, progress);
        });
  }

  public Uploads<PaymentFiles.Report> uploads() {
    return uploads;
  }

  @Override
  public void close() {
    uploads.close();
  }
}
