package org.obzvon.commands;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;
import org.obzvon.register.Finding;
import org.obzvon.register.FindingListReader;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Progress;
import org.obzvon.staff.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes uploaded files: first a trial that changes nothing, then the real import when the person confirms it.
/// [#AT_ONCE] files arrive at once; one import runs at a time and the next ones wait for it. The newest
/// [#MOST_REMEMBERED] files, of at most [#LARGEST_FILE] bytes each, stay on disk until nobody has asked for them for
/// [#KEPT] or the service stops.
///
/// @param <R> report of an import
public final class UploadedImports<R> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UploadedImports.class);
  public static final int LARGEST_FILE = 64 * 1024 * 1024;
  /// Includes the other fields of the form.
  public static final int LARGEST_FORM = LARGEST_FILE + 1024 * 1024;
  public static final int LONGEST_MAPPING = 100_000;
  public static final int MOST_SHOWN = 500;
  static final int MOST_REMEMBERED = 10;
  static final int AT_ONCE = 8;
  static final Duration KEPT = Duration.ofHours(1);

  private final FindingListReader findings;
  private final InstantSource clock;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Semaphore one = new Semaphore(1, true);
  private volatile boolean closed;
  private final AtomicBoolean awaited = new AtomicBoolean();
  private final Map<UUID, UploadedImport<R>> uploads = new LinkedHashMap<>();

  /// Imports the file of a folder.
  interface Import<R> {
    R take(Given given, Progress progress);
  }

  /// @param name name of the file as its sender calls it
  record Given(Actor actor, UploadFolder folder, String name, boolean dryRun, Consent consent) {
    boolean again() {
      return consent.again();
    }
  }

  /// The exceptions that the sender allows after the trial.
  ///
  /// @param again take the file although this very file was taken before
  /// @param missing take the file although too many accounts of the register are missing in it
  public record Consent(boolean again, boolean missing) {
    static final Consent NONE = new Consent(false, false);
  }

  /// Brings a file into a folder.
  public interface Arrival {
    void into(UploadFolder folder);
  }

  /// A place for a file while it arrives; closing it makes room for another file.
  public interface ArrivalPlace extends AutoCloseable {
    @Override
    void close();
  }

  public UploadedImports(FindingListReader findings, InstantSource clock) {
    this.findings = findings;
    this.clock = clock;
  }

  /// Makes room for a file that is about to come.
  ///
  /// @param mapping YAML with foreign names and words; empty: none
  /// @throws BadInput when no room can be made, because all kept files wait for their import or are being imported
  UploadedImport<R> prepare(String mapping, Import<R> work) {
    UploadedImport<R> upload = new UploadedImport<>(IdGenerator.next(), work, clock.instant());
    upload.folder.map(mapping);
    synchronized (uploads) {
      expire();
      if (uploads.size() >= MOST_REMEMBERED && !removeOldest()) {
        upload.folder.close();
        throw tooMany();
      }
      uploads.put(upload.id(), upload);
    }
    expireLater();
    return upload;
  }

  /// Removes the oldest file, but never one that is arriving or being imported.
  private boolean removeOldest() {
    Optional<UploadedImport<R>> oldest = uploads.values().stream()
        .filter(upload -> !(upload.state instanceof UploadedImport.State.Running)).findFirst();
    oldest.ifPresent(upload -> uploads.remove(upload.id()).folder.close());
    return oldest.isPresent();
  }

  private static BadInput tooMany() {
    return BadInput.of("file", FormFault.UPLOADS_RUNNING.with());
  }

  /// Schedules the removal of files that their senders have abandoned for [#KEPT].
  private void expireLater() {
    if (!awaited.compareAndSet(false, true)) {
      return;
    }
    CompletableFuture.delayedExecutor(KEPT.plusMinutes(1).toSeconds(), TimeUnit.SECONDS)
        .execute(
            () -> {
              awaited.set(false);
              if (expire() > 0) {
                expireLater();
              }
            });
  }

  /// Removes expired files and returns the number left.
  private int expire() {
    Instant oldest = clock.instant().minus(KEPT);
    synchronized (uploads) {
      for (UploadedImport<R> upload : new ArrayList<>(uploads.values())) {
        if (upload.usedAt.isBefore(oldest) && !(upload.state instanceof UploadedImport.State.Running)) {
          uploads.remove(upload.id()).folder.close();
        }
      }
      return uploads.size();
    }
  }

  public Optional<UploadedImport<R>> find(UUID id) {
    expire();
    synchronized (uploads) {
      Optional<UploadedImport<R>> found = Optional.ofNullable(uploads.get(id));
      found.ifPresent(upload -> upload.usedAt = clock.instant());
      return found;
    }
  }

  /// Stores the file and begins the trial. A file that does not arrive whole leaves nothing behind.
  ///
  /// @throws BadInput when the maximum number of files is arriving already
  public void receive(Actor actor, UploadedImport<R> upload, String name, Arrival arrival) {
    upload.expect(name);
    try (ArrivalPlace _ = arriving()) {
      arrival.into(upload.folder);
    } catch (RuntimeException e) {
      forget(upload);
      throw e;
    }
    run(upload, new Given(actor, upload.folder, name, true, Consent.NONE));
  }

  /// Takes a place for a file that arrives now; the caller must close it.
  ///
  /// @throws BadInput when the maximum number of files is arriving already
  public ArrivalPlace arriving() {
    if (!places.tryAcquire()) {
      throw tooMany();
    }
    return places::release;
  }

  private void forget(UploadedImport<R> upload) {
    synchronized (uploads) {
      uploads.remove(upload.id());
    }
    upload.folder.close();
  }

  /// Imports the file for real after its trial.
  ///
  /// @param again take the file although this very file was taken before
  /// @throws BadInput when the trial is not over
  public void take(Actor actor, UploadedImport<R> upload, boolean again) {
    take(actor, upload, new Consent(again, false));
  }

  /// @see #take(Actor, UploadedImport, boolean)
  public void take(Actor actor, UploadedImport<R> upload, Consent consent) {
    upload.take();
    run(upload, new Given(actor, upload.folder, upload.name, false, consent));
  }

  private void run(UploadedImport<R> upload, Given given) {
    upload.stage("waiting", 0);
    Thread.ofVirtual().name("import").start(() -> {
      one.acquireUninterruptibly();
      try {
        upload.state = closed ? failed(upload, FormFault.STOPPED) : imported(upload, given);
      } catch (OutOfMemoryError e) {
        LOG.error("an import needs more memory than there is", e);
        upload.state = failed(upload, FormFault.NO_MEMORY);
      } catch (Throwable e) { // after any error the run has ended, and its page must say so
        LOG.error("an import failed", e);
        upload.state = failed(upload, FormFault.FAULT_OF_OURS);
      } finally {
        one.release();
      }
    });
  }

  private UploadedImport.State<R> imported(UploadedImport<R> upload, Given given) {
    try {
      R report = upload.work.take(given, upload);
      List<Finding> rejected = rejected(upload);
      return given.dryRun() ? new UploadedImport.State.Tried<>(report, rejected)
          : new UploadedImport.State.Taken<>(report, rejected);
    } catch (BadInput bad) {
      return new UploadedImport.State.Refused<>(upload.folder.named(bad, given.name()).problems(), rejected(upload));
    }
  }

  private UploadedImport.State<R> failed(UploadedImport<R> upload, FormFault why) {
    return new UploadedImport.State.Refused<>(List.of(new Problem(upload.name, 0, "", why.with())), List.of());
  }

  private List<Finding> rejected(UploadedImport<R> upload) {
    return upload.rejected().map(list -> findings.first(list, MOST_SHOWN)).orElse(List.of());
  }

  /// Returns the text of a CSV file with all rejected rows; empty when no row was rejected.
  ///
  /// @param words says a sentence in the reader's language
  public Optional<String> rejected(UploadedImport<R> upload, Function<Sentence, String> words) {
    return upload.rejected().map(list -> findings.said(list, words));
  }

  @Override
  public void close() {
    closed = true;
    synchronized (uploads) {
      uploads.values().forEach(upload -> upload.folder.close());
      uploads.clear();
    }
  }
}
