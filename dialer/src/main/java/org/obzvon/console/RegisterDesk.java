package org.obzvon.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.Finding;
import org.obzvon.register.Ids;
import org.obzvon.register.Mapping;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.Snapshots;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes registers that people upload: first a trial that changes nothing, then, when they say so, in earnest. One
/// import runs at a time; the newest few are remembered until the service stops, their files with them.
public final class RegisterDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegisterDesk.class);
  private static final int MOST_REMEMBERED = 10;
  public static final int MOST_SHOWN = 500;

  private final Supplier<RegisterImport> imports;
  private final FindingsReader findings;
  private final AuditLog log;
  private final Semaphore one = new Semaphore(1);
  private final Map<UUID, Upload> uploads = new LinkedHashMap<>();

  /// Reads a list of findings that an import wrote.
  @FunctionalInterface
  public interface FindingsReader {
    List<Finding> read(Path file, int most);
  }

  /// @param mapping YAML with foreign names and words; empty: none
  public record Options(RegisterImport.Origin origin, Mapping.Defaults defaults, String mapping) {}

  public RegisterDesk(Supplier<RegisterImport> imports, FindingsReader findings, AuditLog log) {
    this.imports = imports;
    this.findings = findings;
    this.log = log;
  }

  /// Makes room for a file that is about to come.
  public Upload prepare(Options options) {
    try {
      Upload upload = new Upload(Ids.next(), options, Files.createTempDirectory("obzvon-register-"));
      if (!options.mapping.isBlank()) {
        Files.writeString(upload.folder.resolve("mapping.yaml"), options.mapping);
      }
      synchronized (uploads) {
        uploads.put(upload.id, upload);
        while (uploads.size() > MOST_REMEMBERED) {
          forget(uploads.remove(uploads.keySet().iterator().next()));
        }
      }
      return upload;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Optional<Upload> find(UUID id) {
    synchronized (uploads) {
      return Optional.ofNullable(uploads.get(id));
    }
  }

  /// Stores the file and begins the trial.
  ///
  /// @throws BadInput when another import runs
  public void receive(Actor actor, Upload upload, String name, InputStream file) {
    begin(() -> {
      try {
        upload.name = name;
        Files.copy(file, upload.file(), StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    run(actor, upload, new Snapshots.Manner(true, false));
  }

  /// Takes in earnest what the trial has shown.
  ///
  /// @param again although this very file was taken before
  /// @throws BadInput when another import runs, or the trial is not over
  public void take(Actor actor, Upload upload, boolean again) {
    if (!(upload.state instanceof Upload.State.Tried)) {
      throw BadInput.of(upload.name, FormFault.NOT_TRIED.with());
    }
    begin(() -> {});
    run(actor, upload, new Snapshots.Manner(false, again));
  }

  private void begin(Runnable first) {
    if (!one.tryAcquire()) {
      throw BadInput.of("register", FormFault.IMPORT_RUNNING.with());
    }
    try {
      first.run();
    } catch (RuntimeException e) {
      one.release();
      throw e;
    }
  }

  private void run(Actor actor, Upload upload, Snapshots.Manner manner) {
    upload.begin();
    Thread.ofVirtual().name("register-import").start(() -> {
      try {
        RegisterImport.Report report = imports.get().take(upload.request(manner), upload);
        upload.state = state(upload, report, manner);
        if (!manner.dryRun()) {
          note(actor, upload, report);
        }
      } catch (BadInput bad) {
        upload.state = new Upload.State.Refused(bad.problems());
      } catch (RuntimeException e) {
        LOG.error("an import of a register failed", e);
        upload.state = new Upload.State.Refused(List.of(new Problem(upload.name, 0, "", FormFault.FAULT_OF_OURS.with())));
      } finally {
        one.release();
      }
    });
  }

  private Upload.State state(Upload upload, RegisterImport.Report report, Snapshots.Manner manner) {
    List<Finding> rejected = report.rejectedFile().map(file -> findings.read(file, MOST_SHOWN)).orElse(List.of());
    return manner.dryRun() ? new Upload.State.Tried(report, rejected) : new Upload.State.Taken(report, rejected);
  }

  private void note(Actor actor, Upload upload, RegisterImport.Report report) {
    Map<String, String> after = new LinkedHashMap<>();
    after.put("file", upload.name);
    after.put("sha256", report.heading().fileSha256());
    after.put("accepted", Integer.toString(report.accepted()));
    after.put("rejected", Integer.toString(report.heading().rejected()));
    log.note(
        actor,
        AuditLog.Deed.of(
            "register import", "register " + report.heading().source() + " " + report.heading().takenOn(), after));
  }

  private static void forget(Upload upload) {
    try (var files = Files.list(upload.folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(upload.folder);
    } catch (IOException e) {
      LOG.warn("an uploaded register could not be removed from {}", upload.folder, e);
    }
  }

  @Override
  public void close() {
    synchronized (uploads) {
      uploads.values().forEach(RegisterDesk::forget);
      uploads.clear();
    }
  }
}
