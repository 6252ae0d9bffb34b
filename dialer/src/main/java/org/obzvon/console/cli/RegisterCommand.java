package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.obzvon.register.Mapping;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.register.Snapshots.Taken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `dialer register import FILE`: imports a register of debtors as a snapshot.
@Command(name = "register", description = "The register of debtors.")
public final class RegisterCommand {
  private final Supplier<RegisterImport> imports;

  @Spec
  private CommandSpec spec;

  public RegisterCommand(Supplier<RegisterImport> imports) {
    this.imports = imports;
  }

  /// The values that the file does not contain.
  static final class Options {
    @Option(names = "--mapping", paramLabel = "M.yaml", description = "Foreign column names, words, dates, numbers.")
    private Path mapping;

    @Option(names = "--dry-run", description = "Check and count everything, change nothing.")
    private boolean dryRun;

    @Option(names = "--again", description = "Take the file although it was taken already.")
    private boolean again;

    @Option(names = "--allow-missing",
        description = "Take it although many accounts of the register are missing in it.")
    private boolean allowMissing;

    @Option(names = "--rejected", paramLabel = "OUT.csv", description = "Default: FILE.rejected.csv beside the file.")
    private Path rejected;

    @Option(names = "--warnings", paramLabel = "OUT.csv", description = "List every warning here.")
    private Path warnings;

    @Option(names = "--source", defaultValue = "billing", description = "Default: ${DEFAULT-VALUE}.")
    private String source;

    @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "Day of the register. Default: today.")
    private LocalDate date;

    @Option(names = "--region", description = "Country of national phone numbers, such as RU.")
    private String region;

    @Option(names = "--zone", description = "Zone of rows that name none, such as Europe/Moscow.")
    private String zone;

    @Option(names = "--language", description = "Language of rows that name none: ru, ro or en.")
    private String language;

    @Option(names = "--currency", description = "Currency of rows that name none, such as RUB.")
    private String currency;

    @Option(names = "--json", description = "Print counts and findings as JSON.")
    private boolean json;

    private RegisterImport.Request request(Path file) {
      return new RegisterImport.Request(
          file,
          Optional.ofNullable(mapping),
          new RegisterImport.Origin(source, Optional.ofNullable(date)),
          new Mapping.Defaults(
              ImportWarningPrinter.CHOICES.region(region), ImportWarningPrinter.CHOICES.currency(currency),
              ImportWarningPrinter.CHOICES.language(language),
              ImportWarningPrinter.CHOICES.zone(zone)),
          new RegisterImport.Outputs(Optional.ofNullable(rejected), Optional.ofNullable(warnings)),
          new Manner(dryRun, again, allowMissing));
    }
  }

  /// Exits with 0 when the snapshot was stored, even when some of its rows were rejected.
  @Command(
      name = "import",
      description = "Take a CSV file as the register of a day: accepted rows are stored, rejected rows are listed.")
  int take(
      @Parameters(paramLabel = "FILE", description = "A table, separated by comma, semicolon or tab.") Path file,
      @Mixin Options options) {
    RegisterImport.Request request = options.request(file);
    try (TerminalProgress progress = new TerminalProgress()) {
      RegisterImport.Report report = ImportJson.telling(spec.commandLine().getOut(), options.json,
          () -> imports.get().take(request, progress));
      progress.finish();
      if (options.json) {
        ImportJson.print(spec.commandLine().getOut(), request, report);
        return 0;
      }
      print(spec.commandLine().getOut(), request, report);
    }
    return 0;
  }

  private static void print(PrintWriter out, RegisterImport.Request request, RegisterImport.Report report) {
    var heading = report.heading();
    out.printf("%s: %s; register of %s, %s%n", request.file(), report.form(), heading.source(), heading.takenOn());
    switch (report.taken()) {
      case Taken.AlreadyStored already ->
          out.printf(
              "this very file was taken at %s; nothing was changed (--again takes it once more)%n",
              already.importedAt());
      case Taken.Stored stored -> print(out, report, stored);
    }
    if (request.manner().dryRun()) {
      out.println("dry run: nothing was changed");
    }
    out.flush();
  }

  private static void print(PrintWriter out, RegisterImport.Report report, Taken.Stored stored) {
    int warnings = report.warnings().stream().mapToInt(warning -> warning.rows()).sum();
    out.printf("  rows read      %d%n", report.rows().read());
    out.printf("  accepted       %d%n", report.accepted());
    out.printf(
        "  rejected       %d%s%n", report.heading().rejected(),
        report.rejectedFile().map(file -> "  (see " + file + ")").orElse(""));
    out.printf("  warnings       %d%n", warnings);
    ImportWarningPrinter.print(out, report.warnings());
    out.printf("  households     %d, %d of them new%n", stored.households(), stored.newHouseholds());
    if (stored.joining().parted() > 0) {
      out.printf("  parted         %d accounts share nothing with their household any more%n",
          stored.joining().parted());
    }
    out.printf("  left register  %d%n", stored.leftRegister());
    stored.tooManyMissing().ifPresent(why -> out.printf("  will be refused: the register %s%n", why));
  }
}
