package org.obzvon.console;

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
import org.obzvon.register.FindingLists;
import org.obzvon.register.Ids;
import org.obzvon.register.Progress;
import org.obzvon.staff.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes files that people upload: first a trial that changes nothing, then, when they say so, in earnest. [#AT_ONCE]
/// files arrive at once; one import runs at a time and the next ones wait for it. The newest [#MOST_REMEMBERED] files, of
/// [#LARGEST_FILE] bytes each, lie on the disk until nobody has asked for them for [#KEPT] or the service stops.
///
/// @param <R> what an import reports
public final class Uploads<R> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  public static final int LARGEST_FILE = 64 * 1024 * 1024;
  /// With the other fields of a form around it.
  public static final int LARGEST_FORM = LARGEST_FILE + 1024 * 1024;
  public static final int LONGEST_MAPPING = 100_000;
  public static final int MOST_SHOWN = 500;
  static final int MOST_REMEMBERED = 10;
  static final int AT_ONCE = 8;
  static final Duration KEPT = Duration.ofHours(1);

  private final FindingLists findings;
  private final InstantSource clock;
  private final Semaphore arriving = new Semaphore(AT_ONCE);
  private final Semaphore one = new Semaphore(1, true);
  private volatile boolean closed;
  private final AtomicBoolean awaited = new AtomicBoolean();
  private final Map<UUID, Upload<R>> uploads = new LinkedHashMap<>();

  /// Takes the file of a folder.
  interface Import<R> {
    R take(Given given, Progress progress);
  }

  /// @param name of the file, as its sender calls it
  record Given(Actor actor, UploadFolder folder, String name, boolean dryRun, Consent consent) {
    boolean again() {
      return consent.again();
    }
  }

  /// What the sender allows after the trial.
  ///
  /// @param again take it although this very file was taken before
  /// @param missing take it although too many accounts of the register are missing in it
  public record Consent(boolean again, boolean missing) {
    static final Consent NONE = new Consent(false, false);
  }

  /// Brings a file into a folder.
  public interface Arrival {
    void into(UploadFolder folder);
  }

  public Uploads(FindingLists findings, InstantSource clock) {
    this.findings = findings;
    this.clock = clock;
  }

  /// Makes room for a file that is about to come.
  ///
  /// @param mapping YAML with foreign names and words; empty: none
  /// @throws BadInput when imports of as many files as are kept wait or run
  Upload<R> prepare(String mapping, Import<R> work) {
    Upload<R> upload = new Upload<>(Ids.next(), work, clock.instant());
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

  /// A file that arrives or is imported is not removed under it.
  private boolean removeOldest() {
    Optional<Upload<R>> oldest =
        uploads.values().stream().filter(upload -> !(upload.state instanceof Upload.State.Running)).findFirst();
    oldest.ifPresent(upload -> uploads.remove(upload.id()).folder.close());
    return oldest.isPresent();
  }

  private static BadInput tooMany() {
    return BadInput.of("file", FormFault.UPLOADS_RUNNING.with());
  }

  /// Whoever leaves a file and does not come back leaves it for so long and no longer.
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

  /// How many are left.
  private int expire() {
    Instant oldest = clock.instant().minus(KEPT);
    synchronized (uploads) {
      for (Upload<R> upload : new ArrayList<>(uploads.values())) {
        if (upload.usedAt.isBefore(oldest) && !(upload.state instanceof Upload.State.Running)) {
          uploads.remove(upload.id()).folder.close();
        }
      }
      return uploads.size();
    }
  }

  public Optional<Upload<R>> find(UUID id) {
    expire();
    synchronized (uploads) {
      Optional<Upload<R>> found = Optional.ofNullable(uploads.get(id));
      found.ifPresent(upload -> upload.usedAt = clock.instant());
      return found;
    }
  }

  /// Stores the file and begins the trial. A file that does not arrive whole leaves nothing behind.
  ///
  /// @throws BadInput when as many files as may are arriving
  public void receive(Actor actor, Upload<R> upload, String name, Arrival arrival) {
    upload.expect(name);
    try {
      arrive(upload.folder, arrival);
    } catch (RuntimeException e) {
      forget(upload);
      throw e;
    }
    run(upload, new Given(actor, upload.folder, name, true, Consent.NONE));
  }

  /// Lets a file arrive in a folder while there is a place for it.
  ///
  /// @throws BadInput when as many files as may are arriving
  public void arrive(UploadFolder folder, Arrival arrival) {
    if (!arriving.tryAcquire()) {
      throw tooMany();
    }
    try {
      arrival.into(folder);
    } finally {
      arriving.release();
    }
  }

  private void forget(Upload<R> upload) {
    synchronized (uploads) {
      uploads.remove(upload.id());
    }
    upload.folder.close();
  }

  /// Takes in earnest what the trial has shown.
  ///
  /// @param again although this very file was taken before
  /// @throws BadInput when the trial is not over
  public void take(Actor actor, Upload<R> upload, boolean again) {
    take(actor, upload, new Consent(again, false));
  }

  /// @see #take(Actor, Upload, boolean)
  public void take(Actor actor, Upload<R> upload, Consent consent) {
    upload.take();
    run(upload, new Given(actor, upload.folder, upload.name, false, consent));
  }

  private void run(Upload<R> upload, Given given) {
    upload.stage("waiting", 0);
    Thread.ofVirtual().name("import").start(() -> {
      one.acquireUninterruptibly();
      try {
        upload.state = closed ? failed(upload, FormFault.STOPPED) : imported(upload, given);
      } catch (OutOfMemoryError e) {
        LOG.error("an import needs more memory than there is", e);
        upload.state = failed(upload, FormFault.NO_MEMORY);
      } catch (Throwable e) { // whatever it is, the run has ended, and its page must say so
        LOG.error("an import failed", e);
        upload.state = failed(upload, FormFault.FAULT_OF_OURS);
      } finally {
        one.release();
      }
    });
  }

  private Upload.State<R> imported(Upload<R> upload, Given given) {
    try {
      R report = upload.folder.naming(given.name(), () -> upload.work.take(given, upload));
      List<Finding> rejected = rejected(upload);
      return given.dryRun() ? new Upload.State.Tried<>(report, rejected) : new Upload.State.Taken<>(report, rejected);
    } catch (BadInput bad) {
      return new Upload.State.Refused<>(bad.problems(), rejected(upload));
    }
  }

  private Upload.State<R> failed(Upload<R> upload, FormFault why) {
    return new Upload.State.Refused<>(List.of(new Problem(upload.name, 0, "", why.with())), List.of());
  }

  private List<Finding> rejected(Upload<R> upload) {
    return upload.rejected().map(list -> findings.first(list, MOST_SHOWN)).orElse(List.of());
  }

  /// The whole list of what was rejected, as a file; empty where nothing was.
  ///
  /// @param words of its reader
  public Optional<String> rejected(Upload<R> upload, Function<Sentence, String> words) {
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
