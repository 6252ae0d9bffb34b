package org.obzvon.console.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;
import org.obzvon.payment.PaymentFileImport;
import org.obzvon.register.AppointmentFileImport;
import org.obzvon.register.Finding;
import org.obzvon.register.NoRowAccepted;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.RowFindings;
import org.obzvon.register.Snapshots.Taken;

/// Writes the result of an import as JSON: `read` = `accepted` + `rejected`, and every finding with its line, column,
/// code and words. A file that is refused as a whole is reported in the same form, with its faults among the findings.
final class ImportJson {
  private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String ERROR = "error";
  private static final String WARNING = "warning";

  private ImportJson() {}

  /// Does the work. If the work refuses the file and JSON is requested, prints the reasons before the refusal is thrown
  /// on.
  static <T> T telling(PrintWriter out, boolean json, Supplier<T> work) {
    try {
      return work.get();
    } catch (BadInput bad) {
      if (json) {
        refused(out, bad);
      }
      throw bad;
    }
  }

  static void print(PrintWriter out, RegisterImport.Request request, RegisterImport.Report report) {
    ObjectNode root = counts(report.rows().read(), report.accepted(), report.heading().rejected());
    switch (report.taken()) {
      case Taken.Stored stored ->
          root.put("households", stored.households())
              .put("new_households", stored.newHouseholds())
              .put("left_register", stored.leftRegister())
              .put("parted", stored.joining().parted())
              .put("too_many_missing", stored.tooManyMissing().map(Sentence::english).orElse(null));
      case Taken.AlreadyStored already ->
          root.put("households", 0).put("already_taken_at", already.importedAt().toString());
    }
    root.put("source", report.heading().source()).put("date", report.heading().takenOn().toString());
    end(out, root, new File(request.file(), report.form(), request.manner().dryRun()), report.rows());
  }

  static void print(PrintWriter out, PaymentFileImport.Request request, PaymentFileImport.Report report) {
    var taken = report.taken();
    ObjectNode root = counts(report.rows().read(), taken.taken() + taken.known(), report.rejected());
    root.put("taken", taken.taken())
        .put("taken_back", taken.counts().takenBack())
        .put("moved", taken.counts().moved())
        .put("known", taken.known())
        .put("households", taken.households());
    root.putObject("promises")
        .put("kept", taken.settled().kept())
        .put("partly_kept", taken.settled().partlyKept())
        .put("broken", taken.settled().broken());
    root.put("contacts_withdrawn", taken.withdrawn())
        .put("contacts_planned_again", taken.released())
        .put("accounts_waiting", taken.waiting())
        .put("accounts_announced", taken.announced())
        .put("source", request.manner().source());
    end(out, root, new File(request.file(), report.form(), request.manner().dryRun()), report.rows());
  }

  static void print(PrintWriter out, Path file, AppointmentFileImport.Report report) {
    int accepted = report.taken() + report.moved() + report.known();
    ObjectNode root = counts(report.rows().read(), accepted, report.rejected());
    root.put("new", report.taken()).put("moved", report.moved()).put("known", report.known())
        .put("households", report.households());
    end(out, root, new File(file, report.form(), false), report.rows());
  }

  /// @param form detected encoding and separator
  private record File(Path path, Sentence form, boolean dryRun) {}

  private static ObjectNode counts(int read, int accepted, int rejected) {
    return JSON.createObjectNode().put("read", read).put("accepted", accepted).put("rejected", rejected);
  }

  private static void end(PrintWriter out, ObjectNode root, File file, RowFindings rows) {
    root.put("file", file.path().toString()).put("form", file.form().english()).put("dry_run", file.dryRun());
    findings(root, rows);
    write(out, root);
  }

  private static void refused(PrintWriter out, BadInput bad) {
    boolean wasRead = bad instanceof NoRowAccepted;
    RowFindings rows = bad instanceof NoRowAccepted none ? none.rows() : new RowFindings(0, List.of(), List.of(), 0);
    ObjectNode root = counts(rows.read(), 0, rows.read());
    root.put("households", 0).put("refused", true);
    ArrayNode findings = findings(root, rows);
    bad.problems().stream()
        .limit(wasRead ? 1 : bad.problems().size())
        .forEach(problem -> findings.add(finding(problem)));
    write(out, root);
  }

  private static ArrayNode findings(ObjectNode root, RowFindings rows) {
    ArrayNode findings = root.putArray("findings");
    rows.rejections().forEach(finding -> findings.add(finding(finding, ERROR)));
    rows.remarks().forEach(finding -> findings.add(finding(finding, WARNING)));
    root.put("findings_left_out", rows.more());
    return findings;
  }

  private static ObjectNode finding(Finding finding, String severity) {
    return JSON.createObjectNode()
        .put("line", finding.line())
        .put("column", finding.column())
        .put("code", finding.reason().code())
        .put("words", finding.reason().english())
        .put("value", finding.value())
        .put("severity", severity);
  }

  private static ObjectNode finding(Problem problem) {
    return JSON.createObjectNode()
        .put("line", problem.line())
        .put("column", problem.where())
        .put("code", problem.reason().code())
        .put("words", problem.reason().english())
        .put("value", "")
        .put("severity", ERROR);
  }

  private static void write(PrintWriter out, ObjectNode root) {
    try {
      out.println(JSON.writeValueAsString(root));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
