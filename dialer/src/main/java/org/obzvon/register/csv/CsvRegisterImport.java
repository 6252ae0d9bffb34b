package org.obzvon.register.csv;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;
import org.obzvon.register.Entry;
import org.obzvon.register.Finding;
import org.obzvon.register.Mapping;
import org.obzvon.register.NoRowAccepted;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.RowFindings;
import org.obzvon.register.RowResult;
import org.obzvon.register.RowSource;
import org.obzvon.register.Snapshots;
import org.obzvon.register.Snapshots.Heading;
import org.obzvon.register.Snapshots.Taken;
import org.obzvon.register.StagedRegister;
import org.obzvon.register.yaml.MappingFile;

/// Reads a CSV register row by row, copies the accepted rows into the store and has it make one snapshot of them. No row
/// stays in memory.
///
/// An account whose row was rejected is not in the snapshot, so it leaves the register: its present debt is not known,
/// and nobody is reminded of an unknown debt.
public final class CsvRegisterImport implements RegisterImport {
  /// How many faults are reported of a file from which nothing can be taken; these show what is wrong with it.
  private static final int MOST_TOLD = 20;
  private static final String PHONES = "phones";

  private final Snapshots snapshots;
  private final InstantSource clock;

  public CsvRegisterImport(Snapshots snapshots, InstantSource clock) {
    this.snapshots = snapshots;
    this.clock = clock;
  }

  @Override
  public Report take(Request request, Progress progress) {
    Mapping mapping = request.mapping().map(file -> MappingFile.read(file, RegisterRows.COLUMNS.known()))
        .orElse(Mapping.NONE);
    Mapping.Defaults defaults = request.defaults().orElse(mapping.defaults());
    LocalDate takenOn = takenOn(request.origin(), defaults.zone());
    Table table = Table.openLarge(request.file(), RegisterRows.COLUMNS, mapping);
    try (ForeignAccounts foreign = new ForeignAccounts();
        RegisterRows reader = new RegisterRows(
            new RegisterRows.Rules(mapping, defaults, takenOn, foreign), table.expectedRows());
        ImportFindings findings = new ImportFindings(rejectedFile(request), warningsFile(request))) {
      snapshots.numbersOfOtherSources(request.origin().source(), foreign::add);
      ColumnTotal total = new ColumnTotal(request.file(), "balance", mapping.formats().decimal());
      var source = new ParallelRows<>(table, total, reader);
      Stored stored = snapshots.staged(
          staged -> {
            staged.copy(rows -> copy(source, reader, rows, findings, progress));
            staged.leaveOutForbidden(left -> remark(left, findings));
            Optional<Path> rejectedFile = findings.publishRejected();
            if (findings.accepted() == 0) {
              throw nothingTaken(request.file().toString(), findings.findings(), rejectedFile);
            }
            Heading heading = new Heading(request.origin().source(), takenOn, table.sha256(), findings.rejected());
            return new Stored(heading, staged.take(heading, request.manner(), progress), rejectedFile);
          });
      if (stored.taken() instanceof Taken.Stored snapshot) {
        warnOfShared(findings, snapshot.joining().shared());
      }
      findings.publishWarnings();
      return new Report(
          source.form(), stored.heading(), findings.accepted(), stored.taken(), findings.warnings(),
          findings.findings(), stored.rejectedFile());
    }
  }

  private record Stored(Heading heading, Taken taken, Optional<Path> rejectedFile) {}

  /// Copies the accepted rows into the store and lists the others.
  private static void copy(
      RowSource<Entry> source, RegisterRows reader, StagedRegister.Rows rows, ImportFindings findings,
      Progress progress) {
    source.read(
        result -> {
          switch (result) {
            case RowResult.Accepted<Entry>(int line, Entry entry, List<Finding> remarks) -> {
              findings.accept(remarks);
              rows.add(line, entry);
            }
            case RowResult.Rejected<Entry>(List<Finding> reasons) -> findings.reject(reasons);
            case RowResult.NoRow<Entry>(Finding remark) -> findings.remark(remark);
          }
          copyForbidden(reader, rows);
        }, progress);
    copyForbidden(reader, rows);
  }

  private static void copyForbidden(RegisterRows reader, StagedRegister.Rows rows) {
    for (var one = reader.nextForbidden(); one != null; one = reader.nextForbidden()) {
      rows.forbid(one.line(), one.phones());
    }
  }

  private LocalDate takenOn(Origin origin, Optional<ZoneId> zone) {
    if (origin.source().isBlank() || origin.source().length() > 64) {
      throw BadInput.of("--source", FileFault.SOURCE.with());
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone.orElseGet(ZoneId::systemDefault));
    LocalDate takenOn = origin.takenOn().orElse(today);
    if (takenOn.isAfter(today.plusDays(1)) || takenOn.isBefore(today.minusYears(5))) {
      throw BadInput.of("--date", FileFault.DAY.with(takenOn));
    }
    return takenOn;
  }

  private static FindingsFile rejectedFile(Request request) {
    return FindingsFile.beside(request.file(), request.outputs().rejected(), ".rejected.csv");
  }

  private static Optional<FindingsFile> warningsFile(Request request) {
    return request.outputs().warnings()
        .map(path -> FindingsFile.beside(request.file(), Optional.of(path), ""));
  }

  /// Refuses a file without accepted rows. An empty register would remove every account; a file that was read wrongly
  /// looks the same.
  private static BadInput nothingTaken(String file, RowFindings found, Optional<Path> rejectedFile) {
    List<Problem> problems = new ArrayList<>();
    Sentence why = rejectedFile
        .map(FileFault.ALL_REJECTED::with)
        .orElseGet(FileFault.NO_ROWS::with);
    problems.add(new Problem(file, 0, "", why));
    found.rejections().stream().limit(MOST_TOLD)
        .forEach(one -> problems.add(new Problem(file, one.line(), one.column(), one.reason())));
    return new NoRowAccepted(problems, found);
  }

  private static void remark(StagedRegister.LeftOut left, ImportFindings findings) {
    findings.remark(
        new Finding(
            left.line(), PHONES, left.phone().e164(), RowFault.PHONE_NOT_USED_ELSEWHERE.with(left.forbiddenOn())));
    if (left.last()) {
      findings.remark(new Finding(left.line(), PHONES, "", RowFault.PHONES_NOT_USED.with()));
    }
  }

  /// Adds a remark for each shared number, on the first row that has it.
  private static void warnOfShared(ImportFindings findings, List<Snapshots.Shared> shared) {
    shared.forEach(
        one -> findings.remark(
            new Finding(one.line(), PHONES, one.phone().e164(), RowFault.PHONE_SHARED.with(one.accounts()))));
  }
}
