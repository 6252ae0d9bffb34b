package org.obzvon.register.csv;

import java.nio.file.Path;
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
import org.obzvon.register.NoRowAccepted;
import org.obzvon.register.Phone;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.RowFindings;
import org.obzvon.register.Snapshots;
import org.obzvon.register.Snapshots.Heading;
import org.obzvon.register.Snapshots.Taken;
import org.obzvon.register.yaml.MappingFile;

/// Reads a CSV register row by row and passes the accepted rows to the store as one snapshot.
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
    Table table = Table.open(request.file(), RegisterRows.COLUMNS, mapping);
    var foreign = snapshots.numbersOfOtherSources(request.origin().source());
    RegisterRows reader = new RegisterRows(new RegisterRows.Rules(mapping, defaults, takenOn, foreign));
    ColumnTotal total = new ColumnTotal(request.file(), "balance", mapping.formats().decimal());
    TableRows<Entry> source = new TableRows<>(table, Optional.of(total), reader);
    try (ImportedRows<Entry> rows = ImportedRows.listedAtOnce(rejectedFile(request), warningsFile(request))) {
      source.read(rows, progress);
      leaveOutForbidden(rows, reader.notUsed());
      var rejectedFile = rows.publishRejected();
      if (rows.rows().isEmpty()) {
        throw nothingTaken(request.file().toString(), rows.findings(), rejectedFile);
      }
      Heading heading = new Heading(request.origin().source(), takenOn, table.sha256(), rows.rejected());
      Taken taken = snapshots.take(heading, rows.rows(), request.manner(), progress);
      if (taken instanceof Taken.Stored stored) {
        warnOfShared(rows, stored.joining().shared());
      }
      rows.publishWarnings();
      return new Report(
          source.form(), heading, rows.rows().size(), taken, rows.warnings(), rows.findings(), rejectedFile);
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

  /// Removes numbers that one row says not to call from the other rows that list them without such words.
  private static void leaveOutForbidden(ImportedRows<Entry> rows, Map<Phone, Integer> forbidden) {
    for (int i = 0; i < rows.rows().size(); i++) {
      Entry entry = rows.rows().get(i);
      int line = rows.line(i);
      List<Phone> written = entry.subscriber().phones();
      List<Phone> left = written.stream().filter(phone -> !forbidden.containsKey(phone)).toList();
      if (left.size() < written.size()) {
        written.stream().filter(forbidden::containsKey).forEach(
            phone -> rows.remark(new Finding(line, PHONES, phone.e164(),
                RowFault.PHONE_NOT_USED_ELSEWHERE.with(forbidden.get(phone)))));
        if (left.isEmpty()) {
          rows.remark(new Finding(line, PHONES, "", RowFault.PHONES_NOT_USED.with()));
        }
        rows.replace(i, entry.withPhones(left));
      }
    }
  }

  /// Adds a remark for each shared number, on the first row that has it.
  private static void warnOfShared(ImportedRows<Entry> rows, Map<Phone, Integer> shared) {
    Map<Phone, Integer> lines = new HashMap<>();
    for (int i = 0; i < rows.rows().size(); i++) {
      int line = rows.line(i);
      rows.rows().get(i).subscriber().phones().stream().filter(shared::containsKey)
          .forEach(phone -> lines.putIfAbsent(phone, line));
    }
    shared.forEach(
        (phone, accounts) -> rows.remark(new Finding(lines.getOrDefault(phone, 1), PHONES, phone.e164(),
            RowFault.PHONE_SHARED.with(accounts))));
  }
}
