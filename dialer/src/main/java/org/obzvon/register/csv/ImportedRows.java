package org.obzvon.register.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.obzvon.register.Finding;
import org.obzvon.register.RowFindings;
import org.obzvon.register.RowResult;
import org.obzvon.register.Warning;

/// The rows of one import: it keeps the accepted ones with their lines and lists the rejected ones. Every import works
/// in the same steps:
///
/// 1. open the file as a [org.obzvon.register.RowSource], and the lists of findings;
/// 2. [read][org.obzvon.register.RowSource#read] all results into this collection: a fault of the whole file ends the
///    import before anything is stored;
/// 3. store [#rows], in batches or at once, for real or as a dry run;
/// 4. [refuse][#refuse] the rows that the store did not take;
/// 5. publish the lists and report [#findings] and [#warnings].
public final class ImportedRows<T> implements Consumer<RowResult<T>>, AutoCloseable {
  private final FindingsFile rejectedList;
  private final Warnings warnings = new Warnings(Optional.empty());
  private final RowFindings.Builder findings = new RowFindings.Builder();
  private final List<Finding> unlisted = new ArrayList<>();
  private final List<T> rows = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private int read;
  private int rejected;

  private ImportedRows(FindingsFile rejectedList) {
    this.rejectedList = rejectedList;
  }

  /// Creates a collection for a store that may refuse single rows. The reasons of all rejected rows are kept in memory
  /// until the list is published, so that it has the order of the file.
  public static <T> ImportedRows<T> listedInOrder(FindingsFile rejectedList) {
    return new ImportedRows<>(rejectedList);
  }

  @Override
  public void accept(RowResult<T> result) {
    switch (result) {
      case RowResult.Accepted<T>(int line, T row, List<Finding> remarks) -> {
        read++;
        rows.add(row);
        lines.add(line);
        remarks.forEach(this::remark);
      }
      case RowResult.Rejected<T>(List<Finding> reasons) -> {
        read++;
        reject(reasons);
      }
      case RowResult.NoRow<T>(Finding remark) -> remark(remark);
    }
  }

  /// Adds a remark on accepted rows or on the whole file.
  public void remark(Finding remark) {
    warnings.add(remark);
    findings.remark(remark);
  }

  /// Rejects an accepted row because the store did not take it.
  public void refuse(Finding reason) {
    reject(List.of(reason));
  }

  private void reject(List<Finding> reasons) {
    rejected++;
    reasons.forEach(findings::reject);
    unlisted.addAll(reasons);
  }

  /// Returns the accepted rows in the order of the file.
  public List<T> rows() {
    return Collections.unmodifiableList(rows);
  }

  /// Returns the line of an accepted row.
  public int line(int index) {
    return lines.get(index);
  }

  /// Returns how many rows were rejected so far.
  public int rejected() {
    return rejected;
  }

  public RowFindings findings() {
    return findings.of(read);
  }

  public List<Warning> warnings() {
    return warnings.list();
  }

  /// Puts the list of rejected rows in its place. Returns where it is; empty if no row was rejected.
  public Optional<Path> publishRejected() {
    unlisted.stream().sorted(Comparator.comparingInt(Finding::line)).forEach(rejectedList::add);
    unlisted.clear();
    return rejectedList.publish();
  }

  /// Deletes the list if it was not published.
  @Override
  public void close() {
    rejectedList.close();
  }
}
