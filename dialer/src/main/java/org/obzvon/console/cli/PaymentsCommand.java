package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.obzvon.payment.PaymentFileImport;
import org.obzvon.payment.PaymentImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `dialer payments import FILE`: imports payments. It may be repeated any number of times.
@Command(name = "payments", description = "Payments of debtors.")
public final class PaymentsCommand {
  private final Supplier<PaymentFileImport> files;

  @Spec
  private CommandSpec spec;

  public PaymentsCommand(Supplier<PaymentFileImport> files) {
    this.files = files;
  }

  /// The values that the file does not contain.
  static final class Options {
    @Option(names = "--mapping", paramLabel = "M.yaml", description = "Foreign column names, words, dates, numbers.")
    private Path mapping;

    @Option(names = "--source", defaultValue = "bank", description = "Default: ${DEFAULT-VALUE}.")
    private String source;

    @Option(names = "--dry-run", description = "Check and count everything, change nothing.")
    private boolean dryRun;

    @Option(names = "--rejected", paramLabel = "OUT.csv", description = "Default: FILE.rejected.csv beside the file.")
    private Path rejected;

    @Option(names = "--zone", description = "Zone of the file's times. Default: each debtor's own.")
    private String zone;

    @Option(names = "--json", description = "Print counts and findings as JSON.")
    private boolean json;

    @Option(
        names = "--format",
        description = "csv, sberbank, 1c, mt940 or camt053. Default: told by how the file begins.")
    private String format;
  }

  /// Exits with 0 when the file was read, even when some of its rows were rejected.
  @Command(
      name = "import",
      description = "Take a file of payments: balances rise, promises are settled, contacts are called off.")
  int take(
      @Parameters(paramLabel = "FILE", description = "A CSV table, or the statement of a bank.") Path file,
      @Mixin Options options) {
    var request = new PaymentFileImport.Request(
        file,
        Optional.ofNullable(options.mapping),
        Optional.ofNullable(options.rejected),
        ImportWarningPrinter.CHOICES.zone(options.zone),
        new PaymentImport.Manner(options.source, options.dryRun),
        ImportWarningPrinter.CHOICES.format(options.format));
    try (TerminalProgress progress = new TerminalProgress()) {
      PaymentFileImport.Report report = ImportJson.telling(spec.commandLine().getOut(), options.json,
          () -> files.get().take(request, progress));
      progress.finish();
      if (options.json) {
        ImportJson.print(spec.commandLine().getOut(), request, report);
        return 0;
      }
      print(spec.commandLine().getOut(), request, report);
    }
    return 0;
  }

  private static String changes(PaymentImport.Counts counts) {
    return counts.takenBack() + counts.moved() == 0
        ? ""
        : "  (" + counts.takenBack() + " taken back, " + counts.moved() + " moved to another account)";
  }

  private static void print(PrintWriter out, PaymentFileImport.Request request, PaymentFileImport.Report report) {
    PaymentImport.Report taken = report.taken();
    out.printf("%s: %s%n", request.file(), report.form());
    out.printf("  rows read          %d%n", report.rows().read());
    out.printf("  taken              %d%s%n", taken.taken(), changes(taken.counts()));
    out.printf("  known already      %d%n", taken.known());
    out.printf(
        "  rejected           %d%s%n", report.rejected(),
        report.rejectedFile().map(path -> "  (see " + path + ")").orElse(""));
    ImportWarningPrinter.print(out, report.warnings());
    out.printf(
        "  promises           %d kept, %d partly kept, %d broken%n",
        taken.settled().kept(), taken.settled().partlyKept(), taken.settled().broken());
    out.printf("  contacts withdrawn %d%n", taken.withdrawn());
    if (taken.released() > 0) {
      out.printf("  planned again      %d contacts that a payment had called off%n", taken.released());
    }
    if (taken.waiting() > 0) {
      out.printf(
          "  waiting            %d accounts wait for the next register: this one may know their payments or not%n",
          taken.waiting());
    }
    if (taken.announced() > 0) {
      out.printf("  announced          %d accounts have a payment that counts from a later day%n", taken.announced());
    }
    if (request.manner().dryRun()) {
      out.println("dry run: nothing was changed");
    }
    out.flush();
  }
}
