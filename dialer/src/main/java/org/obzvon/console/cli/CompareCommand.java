package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.obzvon.comparison.AccountFile;
import org.obzvon.comparison.Analysis;
import org.obzvon.comparison.CampaignAccounts;
import org.obzvon.comparison.CampaignLedger;
import org.obzvon.comparison.Comparison;
import org.obzvon.comparison.ComparisonText;
import org.obzvon.comparison.Question;
import org.obzvon.comparison.RateFile;
import org.obzvon.comparison.ReportFormat;
import org.obzvon.comparison.Split;
import org.obzvon.document.BadInput;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `dialer compare`: what the arms of a campaign, or of any table of accounts, brought in.
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Compares the arms of a campaign, or of a file of accounts, by assignment.",
    sortOptions = false)
public final class CompareCommand implements Callable<Integer> {
  private final Supplier<CampaignLedger> ledger;
  private final Readers readers;

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source;

  @Option(names = "--baseline", defaultValue = "HOLD_OUT", paramLabel = "ARM",
      description = "The arm that the others are held against (default: ${DEFAULT-VALUE}).")
  private String baseline;

  @Option(names = "--window", defaultValue = "30", paramLabel = "DAYS",
      description = "A payment counts within so many days of the assignment (default: ${DEFAULT-VALUE}).")
  private int window;

  @Option(names = "--json", description = "Write JSON for other programs.")
  private boolean json;

  @Option(names = "--expected-accounts", defaultValue = "5000", paramLabel = "N",
      description = "Accounts at which the interval for daily looks is tightest (default: ${DEFAULT-VALUE}).")
  private double expectedAccounts;

  @Option(names = "--weights", paramLabel = "ARM=N,…",
      description = "Intended split of the households of a file, such as SMS=25,ROBOT=50,HOLD_OUT=25.")
  private String weights;

  @Option(names = "--covariate", paramLabel = "COLUMN",
      description = "Column of the file with a number from before the assignment; adjusts the amounts.")
  private String covariate;

  @Option(names = "--rates", paramLabel = "FILE",
      description = "Prices of the contacts of a campaign (default: the example prices that come with the program).")
  private Path rates;

  @Option(names = "--margin", paramLabel = "POINTS",
      description = "Tells whether each arm is worse by no more than so many payers of every 100; set it in advance.")
  private Double margin;

  public CompareCommand(Supplier<CampaignLedger> ledger, Readers readers) {
    this.ledger = ledger;
    this.readers = readers;
  }

  /// The edges that the command needs beside the ledger; none of them needs a database.
  public record Readers(AccountFile file, RateFile rates, ReportFormat json) {}

  private static final class Source {
    @Option(names = "--campaign", required = true, paramLabel = "NAME", description = "A campaign of the ledger.")
    private String campaign;

    @Option(names = "--file", required = true, paramLabel = "FILE",
        description = "A CSV file: account_id, household_id, arm; event, time_days, amount_paid, contact_cost,"
            + " reached, reason where known.")
    private Path file;
  }

  @Override
  public Integer call() {
    if (window < 1 || window > 3650) {
      throw BadInput.of("--window", "must be from 1 to 3650 days");
    }
    if (!(expectedAccounts >= 1) || Double.isInfinite(expectedAccounts)) {
      throw BadInput.of("--expected-accounts", "must be 1 or more");
    }
    if (margin != null && !(margin > 0 && margin < 100)) {
      throw BadInput.of("--margin", "must be above 0 and below 100 payers of every 100");
    }
    if (source.file != null) {
      compareFile();
    } else {
      compareCampaign();
    }
    return 0;
  }

  private void compareFile() {
    Map<String, Double> split = Optional.ofNullable(weights).map(CompareCommand::split).orElse(Map.of());
    Question question = new Question(baseline, window, split, expectedAccounts);
    AccountFile.Reading reading = readers.file.read(source.file, Optional.ofNullable(covariate));
    print(Analysis.of(reading.table(), question, reading.remarks()), question, Optional.empty());
  }

  private void compareCampaign() {
    if (weights != null || covariate != null) {
      throw BadInput.of(
          weights != null ? "--weights" : "--covariate", "is for --file alone; the ledger of a campaign knows its own");
    }
    CampaignAccounts accounts =
        ledger.get()
            .read(source.campaign, window, rates == null ? readers.rates.shipped() : readers.rates.read(rates))
            .orElseThrow(() -> BadInput.of("--campaign", "there is no campaign '" + source.campaign + "'"));
    if (accounts.table().size() == 0) {
      throw BadInput.of("--campaign", "'" + source.campaign + "' has enrolled no account yet");
    }
    Question question = new Question(baseline, window, accounts.weights(), expectedAccounts);
    print(Analysis.of(accounts.table(), question, accounts.remarks()), question, Optional.of(accounts));
  }

  private void print(Comparison comparison, Question question, Optional<CampaignAccounts> campaign) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      readers.json.write(comparison, campaign, out);
      out.println();
    } else {
      OptionalDouble share = margin == null ? OptionalDouble.empty() : OptionalDouble.of(margin / 100);
      out.print(ComparisonText.of(comparison, new ComparisonText.Asked(question, share), campaign));
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
