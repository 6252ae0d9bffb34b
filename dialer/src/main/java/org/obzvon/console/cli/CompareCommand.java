package org.obzvon.console.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.obzvon.comparison.AccountFile;
import org.obzvon.comparison.CampaignReports;
import org.obzvon.comparison.ComparisonQuestion;
import org.obzvon.comparison.PlainTextReport;
import org.obzvon.comparison.PayerRule;
import org.obzvon.comparison.RateFile;
import org.obzvon.comparison.Report;
import org.obzvon.comparison.ReportWriter;
import org.obzvon.comparison.ReportWords;
import org.obzvon.comparison.Split;
import org.obzvon.document.BadInput;
import org.obzvon.register.Language;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command `dialer compare`: compares the results of the arms of a campaign, or of any table of accounts.
@Command(
    name = "compare",
    description = "Compares the arms of a campaign, or of a file of accounts, by assignment.",
    sortOptions = false)
public final class CompareCommand implements Callable<Integer> {
  private final Supplier<CampaignReports> reports;
  private final AccountFile accountFile;
  private final RateFile rateFile;
  private final ReportWriter jsonFormat;
  private final ReportWriter csvFormat;
  private final Function<ReportWords, ReportWriter> htmlFormat;

  @Spec
  private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source;

  @Option(names = "--baseline", defaultValue = "HOLD_OUT", paramLabel = "ARM",
      description = "The arm that the others are held against (default: ${DEFAULT-VALUE}).")
  private String baseline;

  @Option(names = "--window", paramLabel = "DAYS",
      description = "A payment counts within so many days of the assignment (default: the campaign's own window; "
          + ComparisonQuestion.WINDOW_DAYS + " for a file).")
  private Integer window;

  @Option(names = "--json", description = "Write JSON for other programs.")
  private boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page with charts that needs no network.")
  private Path html;

  @Option(names = "--csv", paramLabel = "FILE", description = "Write the tables as CSV.")
  private Path csv;

  @Option(names = "--language", defaultValue = "en", paramLabel = "ru|ro|en",
      description = "Of the text and the page (default: ${DEFAULT-VALUE}).")
  private String language;

  @Option(names = "--details", description = "Tell every number instead of one screen.")
  private boolean details;

  @Option(names = "--expected-accounts", paramLabel = "N",
      description = "Accounts at which the interval for daily looks is tightest (default: as the campaign laid it down;"
          + " 5000 for a file).")
  private Double expectedAccounts;

  @Option(names = "--weights", paramLabel = "ARM=N,…",
      description = "Intended split of the households of a file, such as SMS=25,ROBOT=50,HOLD_OUT=25.")
  private String weights;

  @Option(names = "--covariate", paramLabel = "COLUMN",
      description = "Column of the file with a number from before the assignment; adjusts the amounts.")
  private String covariate;

  @Option(names = "--mapping", paramLabel = "FILE",
      description = "What the columns and words of a file that somebody else made mean, as for the register.")
  private Path mapping;

  @Option(names = "--payer", paramLabel = "SHARE",
      description = "Who counts as a payer in a file with a column debt: the share of it that was paid (default: 0.99; 0:"
          + " any payment). A campaign goes by its plan.")
  private BigDecimal payer;

  @Option(names = "--rates", paramLabel = "FILE",
      description = "Prices of the contacts of a campaign (default: those of the configuration, else the example prices that come with the program).")
  private Path rates;

  @Option(names = "--margin", paramLabel = "POINTS",
      description = "Tells whether each arm is worse by no more than so many payers of every 100; set it in advance.")
  private Double margin;

  /// @param htmlFormat makes the page in the words of a language
  public CompareCommand(
      Supplier<CampaignReports> reports, AccountFile accountFile, RateFile rateFile, ReportWriter jsonFormat,
      ReportWriter csvFormat, Function<ReportWords, ReportWriter> htmlFormat) {
    this.reports = reports;
    this.accountFile = accountFile;
    this.rateFile = rateFile;
    this.jsonFormat = jsonFormat;
    this.csvFormat = csvFormat;
    this.htmlFormat = htmlFormat;
  }

  private static final class Source {
    @Option(names = "--campaign", required = true, paramLabel = "NAME", description = "A campaign of the ledger.")
    private String campaign;

    @Option(names = "--file", required = true, paramLabel = "FILE",
        description = "A CSV file: account_id, household_id, arm; event and time_days, or assigned_on, paid_on, left_on"
            + " and followed_until; amount_paid, debt, contact_cost, reached, reason where known.")
    private Path file;
  }

  @Override
  public Integer call() {
    if (window != null && (window < 1 || window > 3650)) {
      throw BadInput.of("--window", "must be from 1 to 3650 days");
    }
    if (expectedAccounts != null && (!(expectedAccounts >= 1) || Double.isInfinite(expectedAccounts))) {
      throw BadInput.of("--expected-accounts", "must be 1 or more");
    }
    if (margin != null && !(margin > 0 && margin < 100)) {
      throw BadInput.of("--margin", "must be above 0 and below 100 payers of every 100");
    }
    if (payer != null && (payer.signum() < 0 || payer.compareTo(BigDecimal.ONE) > 0)) {
      throw BadInput.of("--payer", "must be from 0 to 1");
    }
    ReportWords words = ReportWords.in(language());
    Writable.refuseUnwritable("--html", html);
    Writable.refuseUnwritable("--csv", csv);
    Report report = source.file != null ? ofFile() : ofCampaign();
    write(htmlFormat.apply(words), report, html);
    write(csvFormat, report, csv);
    print(report, words);
    return 0;
  }

  private Language language() {
    for (Language known : Language.values()) {
      if (known.tag().equals(language)) {
        return known;
      }
    }
    throw BadInput.of("--language", "must be ru, ro or en");
  }

  private Report ofFile() {
    Map<String, Double> split = Optional.ofNullable(weights).map(CompareCommand::split).orElse(Map.of());
    ComparisonQuestion question = new ComparisonQuestion(
        baseline, window == null ? ComparisonQuestion.WINDOW_DAYS : window, split,
        expectedAccounts == null ? ComparisonQuestion.EXPECTED_ACCOUNTS : expectedAccounts);
    AccountFile.Reading reading = accountFile.read(
        new AccountFile.Request(
            source.file, Optional.ofNullable(covariate), Optional.ofNullable(mapping),
            Optional.ofNullable(payer).map(PayerRule::new), question.windowDays()));
    return Report.ofFile(reading.table(), new Report.Asked(question, margin()), reading.remarks());
  }

  private Report ofCampaign() {
    refuseOfFile("--weights", weights);
    refuseOfFile("--covariate", covariate);
    refuseOfFile("--mapping", mapping);
    refuseOfFile("--payer", payer);
    return reports.get().make(
        new CampaignReports.Request(
            source.campaign, baseline, window == null ? OptionalInt.empty() : OptionalInt.of(window),
            expectedAccounts == null ? OptionalDouble.empty() : OptionalDouble.of(expectedAccounts), margin(),
            rates == null ? rateFile.usual() : rateFile.read(rates)));
  }

  private static void refuseOfFile(String option, Object value) {
    if (value != null) {
      throw BadInput.of(option, "is for --file alone; the ledger of a campaign knows its own");
    }
  }

  private OptionalDouble margin() {
    return margin == null ? OptionalDouble.empty() : OptionalDouble.of(margin / 100);
  }

  private static void write(ReportWriter format, Report report, Path file) {
    if (file == null) {
      return;
    }
    try (Writer to = Files.newBufferedWriter(file)) {
      format.write(report, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void print(Report report, ReportWords words) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      jsonFormat.write(report, out);
      out.println();
    } else {
      out.print(PlainTextReport.of(report, words, details));
    }
    out.flush();
  }

  private static Map<String, Double> split(String text) {
    return Split.parse(text)
        .orElseThrow(
            () -> BadInput.of(
                "--weights", "must be arms with weights above zero such as SMS=25,ROBOT=50, each arm once"));
  }
}
