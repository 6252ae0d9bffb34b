package org.obzvon.register.csv;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;
import org.obzvon.register.Entry;
import org.obzvon.register.Finding;
import org.obzvon.register.Mapping;
import org.obzvon.register.NothingTaken;
import org.obzvon.register.Phone;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.RowFindings;
import org.obzvon.register.Snapshots;
import org.obzvon.register.Snapshots.Heading;
import org.obzvon.register.Snapshots.Taken;
import org.obzvon.register.yaml.MappingFile;

/// Reads a CSV register row by row and hands the accepted ones to the store as one snapshot.
///
/// An account whose row was rejected is not in the snapshot, so it leaves the register: what it owes today is not
/// known, and nobody is reminded of a debt that is not known.
public final class CsvRegisterImport implements RegisterImport {
  private final Snapshots snapshots;
  private final InstantSource clock;

  public CsvRegisterImport(Snapshots snapshots, InstantSource clock) {
    this.snapshots = snapshots;
    this.clock = clock;
  }

  @Override
  public Report take(Request request, Progress progress) {
    Mapping mapping =
        request.mapping().map(file -> MappingFile.read(file, RegisterRows.COLUMNS.known())).orElse(Mapping.NONE);
    Mapping.Defaults defaults = request.defaults().orElse(mapping.defaults());
    LocalDate takenOn = takenOn(request.origin(), defaults.zone());
    Table table = Table.open(request.file(), RegisterRows.COLUMNS, mapping);
    var foreign = snapshots.numbersOfOtherSources(request.origin().source());
    RegisterRows rows = new RegisterRows(new RegisterRows.Rules(mapping, defaults, takenOn, foreign));
    try (FindingsFile rejected =
            FindingsFile.beside(request.file(), request.outputs().rejected(), ".rejected.csv");
        Pass pass = new Pass(rows, rejected, warningsFile(request))) {
      table.hint().ifPresent(hint -> pass.warn(new Finding(1, "", "", hint)));
      table.titles().ifPresent(pass::warn);
      pass.read(table, new ColumnTotal(request.file(), "balance", mapping.formats().decimal()), progress);
      pass.leaveOutForbidden();
      var rejectedFile = rejected.publish();
      if (pass.entries.isEmpty()) {
        throw nothingTaken(request.file().toString(), pass, rejectedFile);
      }
      Heading heading = new Heading(request.origin().source(), takenOn, table.sha256(), pass.rejectedRows);
      Taken taken = snapshots.take(heading, pass.entries, request.manner(), progress);
      if (taken instanceof Taken.Stored stored) {
        pass.warnOfShared(stored.joining().shared());
      }
      pass.allWarnings.ifPresent(FindingsFile::publish);
      return new Report(
          table.form(), heading, pass.entries.size(), taken, pass.warnings.list(), pass.found.of(pass.read), rejectedFile);
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

  private static Optional<FindingsFile> warningsFile(Request request) {
    return request.outputs().warnings()
        .map(path -> FindingsFile.beside(request.file(), Optional.of(path), ""));
  }

  /// An empty register would take everybody off; a file that was read wrongly looks the same.
  private static BadInput nothingTaken(String file, Pass pass, Optional<java.nio.file.Path> rejectedFile) {
    List<Problem> problems = new ArrayList<>();
    Sentence why = rejectedFile
        .map(FileFault.ALL_REJECTED::with)
        .orElseGet(FileFault.NO_ROWS::with);
    problems.add(new Problem(file, 0, "", why));
    pass.first.forEach(one -> problems.add(new Problem(file, one.line(), one.column(), one.reason())));
    return new NothingTaken(problems, pass.found.of(pass.read));
  }

  /// One pass over the rows.
  private static final class Pass implements AutoCloseable {
    /// Of a file of which nothing can be taken, so many faults tell what is wrong with it.
    private static final int MOST_TOLD = 20;
    private static final String PHONES = "phones";

    private final RegisterRows rows;
    private final FindingsFile rejected;
    private final Optional<FindingsFile> allWarnings;
    private final Warnings warnings;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Integer> entryLines = new ArrayList<>();
    private final List<Finding> first = new ArrayList<>();
    private final RowFindings.Builder found = new RowFindings.Builder();
    private int read;
    private int rejectedRows;

    private Pass(RegisterRows rows, FindingsFile rejected, Optional<FindingsFile> allWarnings) {
      this.rows = rows;
      this.rejected = rejected;
      this.allWarnings = allWarnings;
      this.warnings = new Warnings(allWarnings);
    }

    private void read(Table table, ColumnTotal total, Progress progress) {
      progress.stage("reading", table.expectedRows());
      read = table.read(
          line -> {
            progress.advance(1);
            switch (line) {
              case Table.Line.Ragged(int number, Sentence reason) -> {
                total.unreadable();
                reject(List.of(new Finding(number, "", "", reason)));
              }
              case Table.Line.Filled(Row row) -> {
                total.add(row);
                read(row);
              }
              case Table.Line.Totals(Finding finding, Row totals) -> {
                total.check(totals);
                warn(finding);
              }
            }
          });
    }

    private void read(Row row) {
      Cells cells = new Cells(row);
      Optional<Entry> entry = rows.read(row, cells);
      if (entry.isEmpty()) {
        reject(cells.problems());
        return;
      }
      entries.add(entry.get());
      entryLines.add(row.line());
      cells.warnings().forEach(this::warn);
    }

    /// A number that one row says not to call is not called for another row that writes it plainly.
    private void leaveOutForbidden() {
      Map<Phone, Integer> forbidden = rows.notUsed();
      for (int i = 0; i < entries.size(); i++) {
        Entry entry = entries.get(i);
        int line = entryLines.get(i);
        List<Phone> written = entry.subscriber().phones();
        List<Phone> left = written.stream().filter(phone -> !forbidden.containsKey(phone)).toList();
        if (left.size() < written.size()) {
          written.stream().filter(forbidden::containsKey).forEach(
              phone -> warn(new Finding(line, PHONES, phone.e164(), RowFault.PHONE_NOT_USED_ELSEWHERE.with(forbidden.get(phone)))));
          if (left.isEmpty()) {
            warn(new Finding(line, PHONES, "", RowFault.PHONES_NOT_USED.with()));
          }
          entries.set(i, entry.withPhones(left));
        }
      }
    }

    /// Told on the first row that has the number.
    private void warnOfShared(Map<Phone, Integer> shared) {
      Map<Phone, Integer> lines = new HashMap<>();
      for (int i = 0; i < entries.size(); i++) {
        int line = entryLines.get(i);
        entries.get(i).subscriber().phones().stream().filter(shared::containsKey)
            .forEach(phone -> lines.putIfAbsent(phone, line));
      }
      shared.forEach(
          (phone, accounts) ->
              warn(new Finding(lines.getOrDefault(phone, 1), PHONES, phone.e164(), RowFault.PHONE_SHARED.with(accounts))));
    }

    private void warn(Finding warning) {
      warnings.add(warning);
      found.remark(warning);
    }

    private void reject(List<Finding> findings) {
      rejectedRows++;
      findings.forEach(found::reject);
      findings.forEach(rejected::add);
      findings.stream().limit(MOST_TOLD - first.size()).forEach(first::add);
    }

    @Override
    public void close() {
      allWarnings.ifPresent(FindingsFile::close);
    }
  }
}
