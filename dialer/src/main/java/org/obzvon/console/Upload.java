package org.obzvon.console;

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

/// One uploaded file: how far its import came and what it found.
///
/// @param <R> what the import reports
public final class Upload<R> implements Progress {
  final UploadFolder folder = new UploadFolder();
  final Uploads.Import<R> work;
  volatile Instant usedAt;
  volatile String name = "";
  volatile State<R> state = new State.Awaited<>();
  private final UUID id;
  private volatile String stage = "";
  private volatile long expected;
  private final AtomicLong done = new AtomicLong();

  Upload(UUID id, Uploads.Import<R> work, Instant now) {
    this.id = id;
    this.work = work;
    this.usedAt = now;
  }

  public sealed interface State<R> {
    /// The file has not come yet.
    record Awaited<R>() implements State<R> {}

    record Running<R>() implements State<R> {}

    /// Nothing was changed so far.
    ///
    /// @param rejected the first of them
    record Tried<R>(R report, List<Finding> rejected) implements State<R> {}

    record Taken<R>(R report, List<Finding> rejected) implements State<R> {}

    /// @param rejected the first of them, where each row was
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

  /// Rows that this stage is through with.
  public long done() {
    return done.get();
  }

  /// How many rows this stage will see, about; 0 where it does not count any.
  public long expected() {
    return expected;
  }

  /// The list of what was rejected, once there is one.
  public Optional<Path> rejected() {
    return Optional.of(folder.rejected()).filter(Files::isRegularFile);
  }

  /// @throws BadInput when a file came already
  synchronized void expect(String file) {
    if (!(state instanceof State.Awaited)) {
      throw BadInput.of(file, FormFault.CAME_ALREADY.with());
    }
    name = file;
    stage("receiving", 0);
    state = new State.Running<>();
  }

  /// @throws BadInput when it was not tried, or was taken already
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
