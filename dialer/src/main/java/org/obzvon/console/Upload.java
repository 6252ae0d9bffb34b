package org.obzvon.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.obzvon.document.Problem;
import org.obzvon.register.Finding;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.Snapshots;

/// One uploaded register: how far its import came and what it found.
public final class Upload implements Progress {
  final UUID id;
  final RegisterDesk.Options options;
  final Path folder;
  volatile String name = "";
  volatile State state = new State.Awaited();
  private volatile String stage = "";
  private volatile long expected = 1;
  private final AtomicLong done = new AtomicLong();

  Upload(UUID id, RegisterDesk.Options options, Path folder) {
    this.id = id;
    this.options = options;
    this.folder = folder;
  }

  public sealed interface State {
    /// The file has not come yet.
    record Awaited() implements State {}

    record Running() implements State {}

    /// Nothing was changed so far.
    ///
    /// @param rejected the first of them
    record Tried(RegisterImport.Report report, List<Finding> rejected) implements State {}

    record Taken(RegisterImport.Report report, List<Finding> rejected) implements State {}

    record Refused(List<Problem> problems) implements State {}
  }

  public UUID id() {
    return id;
  }

  public String name() {
    return name;
  }

  public State state() {
    return state;
  }

  public String stage() {
    return stage;
  }

  /// From 0 to 100.
  public int percent() {
    return (int) Math.min(100, done.get() * 100 / Math.max(1, expected));
  }

  /// The list of what was rejected, once there is one.
  public Optional<Path> rejected() {
    return Optional.of(folder.resolve("rejected.csv")).filter(Files::isRegularFile);
  }

  Path file() {
    return folder.resolve("register.csv");
  }

  void begin() {
    done.set(0);
    state = new State.Running();
  }

  RegisterImport.Request request(Snapshots.Manner manner) {
    return new RegisterImport.Request(
        file(), Optional.of(folder.resolve("mapping.yaml")).filter(Files::isRegularFile), options.origin(),
        options.defaults(), new RegisterImport.Outputs(Optional.of(folder.resolve("rejected.csv")), Optional.empty()),
        manner);
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
