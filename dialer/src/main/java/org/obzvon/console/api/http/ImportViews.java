package org.obzvon.console.api.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.obzvon.console.api.json.JsonImportRows;
import org.obzvon.document.Sentence;
import org.obzvon.payment.PaymentFileImport;
import org.obzvon.payment.PaymentImport;
import org.obzvon.register.Finding;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.Snapshots.Taken;
import org.obzvon.register.Warning;

/// The answers to imports.
final class ImportViews {
  /// The maximum number of findings about rejected rows in an answer.
  static final int MOST_REJECTIONS = 1_000;

  private ImportViews() {}

  /// @param alreadyTakenAt when the identical file was imported before; then this import changed nothing
  /// @param tooManyMissing why the real import would be refused: too many known accounts are not in the file; only a dry
  ///     run reports it
  record Register(
      String source, LocalDate takenOn, boolean dryRun, Optional<Instant> alreadyTakenAt, int read, int accepted,
      int rejected, int households, int newHouseholds, int leftRegister, Optional<String> tooManyMissing,
      List<Remark> warnings,
      List<Rejection> rejections) {

    static Register of(RegisterImport.Report report, boolean dryRun, List<Rejection> rejections) {
      var heading = report.heading();
      List<Remark> warnings = report.warnings().stream().map(Remark::of).toList();
      return switch (report.taken()) {
        case Taken.AlreadyStored already ->
            new Register(
                heading.source(), heading.takenOn(), dryRun, Optional.of(already.importedAt()), report.rows().read(),
                report.accepted(), heading.rejected(), 0, 0, 0, Optional.empty(), warnings, rejections);
        case Taken.Stored stored ->
            new Register(
                heading.source(), heading.takenOn(), dryRun, Optional.empty(), report.rows().read(), report.accepted(),
                heading.rejected(), stored.households(), stored.newHouseholds(), stored.leftRegister(),
                stored.tooManyMissing().map(Sentence::english), warnings, rejections);
      };
    }
  }

  record Payments(
      String source, boolean dryRun, int read, int taken, int takenBack, int moved, int known, int rejected,
      int households,
      Promises promises, int contactsWithdrawn, int contactsPlannedAgain, int accountsWaiting, int accountsAnnounced,
      List<Remark> warnings, List<Rejection> rejections) {

    static Payments of(PaymentFileImport.Report report, PaymentImport.Manner manner, List<Rejection> rejections) {
      PaymentImport.Report taken = report.taken();
      return new Payments(
          manner.source(), manner.dryRun(), report.rows().read(), taken.taken(), taken.counts().takenBack(),
          taken.counts().moved(), taken.known(), report.rejected(), taken.households(),
          new Promises(taken.settled().kept(), taken.settled().partlyKept(), taken.settled().broken()),
          taken.withdrawn(), taken.released(), taken.waiting(), taken.announced(),
          report.warnings().stream().map(Remark::of).toList(), rejections);
    }
  }

  record Promises(int kept, int partlyKept, int broken) {}

  record Remark(String column, String reason, String code, int rows) {
    static Remark of(Warning warning) {
      return new Remark(warning.column(), warning.reason().english(), warning.reason().code(), warning.rows());
    }
  }

  /// @param line line of a table, from 1
  /// @param row row of a JSON body, from 0
  record Rejection(OptionalInt line, OptionalInt row, String column, String value, String reason, String code) {
    static Rejection ofTable(Finding finding) {
      return new Rejection(
          OptionalInt.of(finding.line()), OptionalInt.empty(), finding.column(), finding.value(),
          finding.reason().english(), finding.reason().code());
    }

    static Rejection ofJson(Finding finding) {
      return new Rejection(
          OptionalInt.empty(), OptionalInt.of(JsonImportRows.row(finding.line())), finding.column(), finding.value(),
          finding.reason().english(), finding.reason().code());
    }
  }
}
