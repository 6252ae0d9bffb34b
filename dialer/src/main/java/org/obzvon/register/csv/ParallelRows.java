package org.obzvon.register.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.obzvon.document.Sentence;
import org.obzvon.register.Finding;
import org.obzvon.register.Progress;
import org.obzvon.register.RowResult;
import org.obzvon.register.RowSource;

/// The rows of a large [Table], read on several threads: one splits the file and notes what depends on the order of the
/// rows, others make values of the rows, and the caller's thread receives them in the order of the file. At most
/// [#AHEAD] portions of rows are in memory.
///
/// @param <N> what is noted of a row when its turn comes
final class ParallelRows<N, T> implements RowSource<T> {
  /// How many rows are passed on together.
  private static final int PORTION = 200;
  private static final int AHEAD = 16;

  private final Table table;
  private final ColumnTotal total;
  private final Reader<N, T> reader;

  /// Makes a value from the cells of a row.
  interface Reader<N, T> {

    /// Notes what depends on the rows before; called row by row in the order of the file.
    N note(Row row);

    /// Returns the value, or nothing if `cells` has problems afterwards. May be called by several threads together.
    Optional<T> read(Row row, CellReader cells, N noted);
  }

  /// @param total checked against the totals that the file states
  ParallelRows(Table table, ColumnTotal total, Reader<N, T> reader) {
    this.table = table;
    this.total = total;
    this.reader = reader;
  }

  @Override
  public Sentence form() {
    return table.form();
  }

  @Override
  public void read(Consumer<RowResult<T>> results, Progress progress) {
    progress.stage("reading", table.expectedRows());
    table.hint().ifPresent(hint -> results.accept(new RowResult.NoRow<>(new Finding(1, "", "", hint))));
    table.titles().ifPresent(titles -> results.accept(new RowResult.NoRow<>(titles)));
    ExecutorService readers = Executors.newFixedThreadPool(
        Runtime.getRuntime().availableProcessors(), Thread.ofPlatform().daemon().name("register-rows-", 0).factory());
    ExecutorService splitter = Executors.newSingleThreadExecutor(
        Thread.ofPlatform().daemon().name("register-file").factory());
    try (splitter; readers) {
      BlockingQueue<Future<List<RowResult<T>>>> portions = new ArrayBlockingQueue<>(AHEAD);
      try {
        splitter.execute(() -> split(portions, readers));
        receive(portions, results, progress);
      } finally {
        splitter.shutdownNow();
        readers.shutdownNow();
      }
    }
  }

  /// Passes all results on, until an empty portion marks the end.
  private void receive(
      BlockingQueue<Future<List<RowResult<T>>>> portions, Consumer<RowResult<T>> results, Progress progress) {
    try {
      List<RowResult<T>> portion = portions.take().get();
      while (!portion.isEmpty()) {
        portion.forEach(results);
        progress.advance(portion.size());
        portion = portions.take().get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the reading of the file was interrupted", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException fault -> throw fault;
        case Error error -> throw error;
        default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  /// A line with what was noted of it; nothing is noted of lines that are no rows.
  private record Noted<N>(Table.Line line, Optional<N> note) {}

  private void split(BlockingQueue<Future<List<RowResult<T>>>> portions, ExecutorService readers) {
    try {
      Splitting splitting = new Splitting(portions, readers);
      table.read(splitting::add, Integer.MAX_VALUE);
      splitting.pass();
      portions.put(CompletableFuture.completedFuture(List.of()));
    } catch (InterruptedException | Stopped _) {
      // nobody receives the rows any more
    } catch (RuntimeException | Error e) {
      fail(portions, e);
    }
  }

  private static <T> void fail(BlockingQueue<Future<List<RowResult<T>>>> portions, Throwable fault) {
    try {
      portions.put(CompletableFuture.failedFuture(fault));
    } catch (InterruptedException _) {
      // nobody receives the rows any more
    }
  }

  /// Ends the splitting because the rows are not received any more.
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final class Splitting {
    private final BlockingQueue<Future<List<RowResult<T>>>> portions;
    private final ExecutorService readers;
    private List<Noted<N>> next = new ArrayList<>(PORTION);

    Splitting(BlockingQueue<Future<List<RowResult<T>>>> portions, ExecutorService readers) {
      this.portions = portions;
      this.readers = readers;
    }

    void add(Table.Line line) {
      TableRows.count(total, line);
      next.add(
          new Noted<>(line,
              line instanceof Table.Line.Filled(Row row) ? Optional.of(reader.note(row)) : Optional.empty()));
      if (next.size() == PORTION) {
        pass();
      }
    }

    void pass() {
      if (next.isEmpty()) {
        return;
      }
      List<Noted<N>> portion = next;
      next = new ArrayList<>(PORTION);
      try {
        portions.put(readers.submit(() -> portion.stream().map(ParallelRows.this::result).toList()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Stopped();
      }
    }
  }

  private RowResult<T> result(Noted<N> noted) {
    return TableRows.result(noted.line(), (row, cells) -> reader.read(row, cells, noted.note().orElseThrow()));
  }
}
