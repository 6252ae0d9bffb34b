package org.obzvon.register.csv;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.obzvon.register.Finding;
import org.obzvon.register.RowFindings;
import org.obzvon.register.Warning;

/// Lists the findings of one import whose store takes all rows or none, and counts its rows.
final class ImportFindings implements AutoCloseable {
  private final FindingsFile rejectedList;
  private final Optional<FindingsFile> warningsList;
  private final Warnings warnings;
  private final RowFindings.Builder findings = new RowFindings.Builder();
  private int accepted;
  private int rejected;

  /// @param warningsList where every warning is listed; empty: nowhere
  ImportFindings(FindingsFile rejectedList, Optional<FindingsFile> warningsList) {
    this.rejectedList = rejectedList;
    this.warningsList = warningsList;
    this.warnings = new Warnings(warningsList);
  }

  /// Counts an accepted row.
  void accept(List<Finding> remarks) {
    accepted++;
    remarks.forEach(this::remark);
  }

  /// Adds a remark on accepted rows or on the whole file.
  void remark(Finding remark) {
    warnings.add(remark);
    findings.remark(remark);
  }

  /// Counts a rejected row.
  void reject(List<Finding> reasons) {
    rejected++;
    for (Finding reason : reasons) {
      findings.reject(reason);
      rejectedList.add(reason);
    }
  }

  int accepted() {
    return accepted;
  }

  int rejected() {
    return rejected;
  }

  RowFindings findings() {
    return findings.of(accepted + rejected);
  }

  List<Warning> warnings() {
    return warnings.list();
  }

  /// Puts the list of rejected rows in its place. Returns where it is; empty if no row was rejected.
  Optional<Path> publishRejected() {
    return rejectedList.publish();
  }

  /// Puts the list of warnings in its place.
  void publishWarnings() {
    warningsList.ifPresent(FindingsFile::publish);
  }

  /// Deletes the lists that were not published.
  @Override
  public void close() {
    rejectedList.close();
    warningsList.ifPresent(FindingsFile::close);
  }
}
