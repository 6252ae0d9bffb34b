package org.obzvon.call;

import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.obzvon.contact.OutcomeSink.Report;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The circuit breakers of all lines of this node, see [LineBreaker]. It knows whether each line works and reports
/// every change.
public final class LineBreakers implements LineWatcher {
  private static final Logger LOG = LoggerFactory.getLogger(LineBreakers.class);

  private final Map<String, LineBreaker> breakers = new LinkedHashMap<>();

  /// @param nanos a monotonic clock
  /// @param listener receives every change, on the thread that noticed it; must return at once
  public LineBreakers(
      Collection<String> lines, LongSupplier nanos, InstantSource clock, Consumer<LineChange> listener) {
    for (String line : lines) {
      breakers.put(line, new LineBreaker(line, nanos, clock, change -> {
        log(change);
        listener.accept(change);
      }));
    }
  }

  private static void log(LineChange change) {
    if (change.works()) {
      LOG.info("line {} works again: {} is over", change.line(), change.why());
    } else {
      LOG.warn("line {} rests: {}{}; other lines take its calls, and single calls try it until one rings",
          change.line(),
          change.why(), change.detail().isEmpty() ? "" : " (" + change.detail() + ")");
    }
  }

  /// Restores the state in which an earlier run ended.
  ///
  /// @param last the last change of each line
  public void restore(List<LineChange> last) {
    last.forEach(change -> find(change.line()).ifPresent(breaker -> breaker.restore(change)));
  }

  /// Returns why the line rests; empty while it works.
  public Optional<OpenBreaker> resting(String line) {
    return find(line).flatMap(LineBreaker::resting);
  }

  /// Returns how many calls of the line failed in a row.
  public int faults(String line) {
    return find(line).map(LineBreaker::faults).orElse(0);
  }

  /// Returns whether the line rests and is to be tried with one call.
  public boolean wantsTry(String line) {
    return find(line).filter(LineBreaker::wantsTry).isPresent();
  }

  /// Records that a call goes to the line.
  public void taken(String line) {
    find(line).ifPresent(LineBreaker::taken);
  }

  /// Returns a watcher for calls that use the same trunks under other names. The state of their own connection to the
  /// exchange says nothing about the line.
  public LineWatcher under(UnaryOperator<String> line) {
    LineBreakers all = this;
    return new LineWatcher() {
      @Override
      public void rang(String other) {
        all.rang(line.apply(other));
      }

      @Override
      public void ended(String other, Report report) {
        all.ended(line.apply(other), report);
      }
    };
  }

  @Override
  public void rang(String line) {
    find(line).ifPresent(LineBreaker::rang);
  }

  @Override
  public void ended(String line, Report report) {
    find(line).ifPresent(breaker -> breaker.ended(report));
  }

  @Override
  public void connected(String line, boolean answers) {
    find(line).ifPresent(breaker -> breaker.connected(answers));
  }

  @Override
  public void trunk(String line, boolean up, LineChange.Why why) {
    find(line).ifPresent(breaker -> breaker.trunk(up, why));
  }

  private Optional<LineBreaker> find(String line) {
    return Optional.ofNullable(breakers.get(line));
  }
}
