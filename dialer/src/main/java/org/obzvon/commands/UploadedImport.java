package org.obzvon.commands;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.Finding;
import org.obzvon.register.Progress;

/// One uploaded file: the progress of its import and its findings.
///
/// @param <R> report of the import
public final class UploadedImport<R> implements Progress {
  final UploadFolder folder = new UploadFolder();
  final UploadedImports.Import<R> work;
  volatile Instant usedAt;
  volatile String name = "";
  volatile State<R> state = new State.Awaited<>();
  private final UUID id;
  private volatile String stage = "";
  private volatile long expected;
  private final AtomicLong done = new AtomicLong();

  UploadedImport(UUID id, UploadedImports.Import<R> work, Instant now) {
    this.id = id;
    this.work = work;
    this.usedAt = now;
  }

  public sealed interface State<R> {
    /// The file has not arrived yet.
    record Awaited<R>() implements State<R> {}

    record Running<R>() implements State<R> {}

    /// The trial is over and nothing has been changed so far.
    ///
    /// @param rejected the first rejected rows
    record Tried<R>(R report, List<Finding> rejected) implements State<R> {}

    record Taken<R>(R report, List<Finding> rejected) implements State<R> {}

    /// @param rejected the first rejected rows, where every row was rejected
    record Refused<R>(List<Problem> problems, List<Finding> rejected) implements State<R> {}
  }

  public UUID id() {
    return id;
  }

  public String name() {
    return name;
  }

  public State<R> state() {
    return state;
  }

  public String stage() {
    return stage;
  }

  /// Returns the number of rows that this stage has finished.
  public long done() {
    return done.get();
  }

  /// Returns the approximate number of rows of this stage; 0 where it does not count rows.
  public long expected() {
    return expected;
  }

  /// Returns the list of rejected rows, once there is one.
  public Optional<Path> rejected() {
    return Optional.of(folder.rejected()).filter(Files::isRegularFile);
  }

  /// @throws BadInput when a file has come already
  synchronized void expect(String file) {
    if (!(state instanceof State.Awaited)) {
      throw BadInput.of(file, FormFault.CAME_ALREADY.with());
    }
    name = file;
    stage("receiving", 0);
    state = new State.Running<>();
  }

  /// @throws BadInput when the file was not tried, or was taken already
  synchronized void take() {
    if (!(state instanceof State.Tried)) {
      throw BadInput.of(name, FormFault.NOT_TRIED.with());
    }
    state = new State.Running<>();
  }

  @Override
  public void stage(String name, long steps) {
    stage = name;
    expected = steps;
    done.set(0);
  }

  @Override
  public void advance(long by) {
    done.addAndGet(by);
  }
}
