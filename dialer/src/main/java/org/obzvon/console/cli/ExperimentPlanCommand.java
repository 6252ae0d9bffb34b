package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.obzvon.campaign.Arm;
import org.obzvon.comparison.ContactCostForecast;
import org.obzvon.comparison.ExperimentPlan;
import org.obzvon.comparison.PayerRule;
import org.obzvon.comparison.RateFile;
import org.obzvon.comparison.RateTable;
import org.obzvon.comparison.ReportWords;
import org.obzvon.comparison.Split;
import org.obzvon.document.BadInput;
import org.obzvon.register.Language;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command `dialer plan`: says how many debtors are needed to show an effect, and how long that takes.
@Command(
    name = "plan",
    description = "Says how many households an experiment needs to show an effect, and how long it takes.",
    sortOptions = false)
public final class ExperimentPlanCommand implements Callable<Integer> {
  private static final int MOST_ARMS = 20;

  @Spec
  private CommandSpec spec;

  @Option(names = "--baseline", required = true, paramLabel = "SHARE",
      description = "Share that pays without contact within the window, such as 0.37.")
  private double baseline;

  @Option(names = "--effect", required = true, paramLabel = "SHARE",
      description = "Smallest rise worth finding: 0.05 is five more payers of every hundred.")
  private double effect;

  @Option(names = "--arms", defaultValue = "2", paramLabel = "N",
      description = "Arms of equal size, the one without contact included (default: ${DEFAULT-VALUE}).")
  private int arms;

  @Option(names = "--weights", paramLabel = "ARM=N,…",
      description = "Arms of unequal size instead; without HOLD_OUT the first is the baseline.")
  private String weights;

  @Option(names = "--power", defaultValue = "0.8", paramLabel = "P",
      description = "Chance to show the effect if it is there (default: ${DEFAULT-VALUE}).")
  private double power;

  @Option(names = "--alpha", defaultValue = "0.05", paramLabel = "P",
      description = "Chance of any false finding (default: ${DEFAULT-VALUE}).")
  private double alpha;

  @Option(names = "--icc", defaultValue = "0", paramLabel = "R",
      description = "How much alike the accounts of one household are in paying, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double icc;

  @Option(names = "--accounts-per-household", defaultValue = "1", paramLabel = "M",
      description = "Mean (default: ${DEFAULT-VALUE}).")
  private double accountsPerHousehold;

  @Option(names = "--reach", defaultValue = "1", paramLabel = "SHARE",
      description = "Share of debtors a contact reaches; the effect is meant on those (default: ${DEFAULT-VALUE}).")
  private double reach;

  @Option(names = "--inflow", paramLabel = "N", description = "New overdue accounts a day.")
  private Double inflow;

  @Option(names = "--window", defaultValue = "30", paramLabel = "DAYS",
      description = "Days that each account is followed (default: ${DEFAULT-VALUE}).")
  private int window;

  @Option(names = "--sequential",
      description = "To be shown by the interval that may be looked at every day, whenever one stops.")
  private boolean sequential;

  @Option(names = "--payer", defaultValue = "0.99", paramLabel = "SHARE",
      description = "Who counts as a payer: the share of the debt that is paid within the window (default:"
          + " ${DEFAULT-VALUE}; 0: any payment). State the baseline for such payers.")
  private BigDecimal payer;

  @Option(names = "--currency", paramLabel = "CODE",
      description = "Tells what the contacts cost too, of the arms ROBOT, OPERATOR and SMS, in this currency.")
  private String currency;

  @Option(names = "--rates", paramLabel = "FILE",
      description = "Prices of contacts (default: those of the configuration, else the example prices that come with the"
          + " program).")
  private Path rates;

  @Option(names = "--on", paramLabel = "DATE", description = "Day whose prices are taken (default: today).")
  private LocalDate on;

  @Option(names = "--calls", defaultValue = "3", paramLabel = "N",
      description = "Calls placed to an account of ROBOT or OPERATOR (default: ${DEFAULT-VALUE}).")
  private double calls;

  @Option(names = "--answered", defaultValue = "0.4", paramLabel = "SHARE",
      description = "Share of the calls that are answered (default: ${DEFAULT-VALUE}).")
  private double answered;

  @Option(names = "--talk", defaultValue = "60", paramLabel = "SECONDS",
      description = "Talk of an answered call (default: ${DEFAULT-VALUE}).")
  private int talk;

  @Option(names = "--wrap-up", defaultValue = "30", paramLabel = "SECONDS",
      description = "What an operator writes down after it (default: ${DEFAULT-VALUE}).")
  private int wrapUp;

  @Option(names = "--texts", defaultValue = "2", paramLabel = "N",
      description = "Messages to an account of SMS (default: ${DEFAULT-VALUE}).")
  private double texts;

  @Option(names = "--segments", defaultValue = "2", paramLabel = "N",
      description = "Segments of a message (default: ${DEFAULT-VALUE}).")
  private double segments;

  private final RateFile tables;
  private final InstantSource clock;

  public ExperimentPlanCommand(RateFile tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    check();
    Optional<ContactCostForecast> forecast = forecast();
    Map<String, Double> split = split();
    String base = split.containsKey(Arm.HOLD_OUT) ? Arm.HOLD_OUT : split.keySet().iterator().next();
    ExperimentPlan plan = new ExperimentPlan(
        baseline, base, split, new ExperimentPlan.Trust(alpha, power, sequential),
        new ExperimentPlan.Crowd(accountsPerHousehold, icc, reach));
    double accounts = plan.accounts(effect);
    if (Double.isNaN(accounts)) {
      throw BadInput.of("--effect", "is too small to be shown by any number of debtors");
    }
    print(plan, split, accounts);
    forecast.ifPresent(known -> print(known, plan, split, accounts));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private void check() {
    share("--baseline", baseline, 0, 1);
    share("--effect", effect, 0, 1);
    share("--power", power, 0, 1);
    share("--alpha", alpha, 0, 0.5);
    if (!(baseline + effect * reach < 1)) {
      throw BadInput.of("--effect", "and --baseline together must be below 1");
    }
    if (!(icc >= 0 && icc <= 1)) {
      throw BadInput.of("--icc", "must be from 0 to 1");
    }
    if (!(reach > 0 && reach <= 1)) {
      throw BadInput.of("--reach", "must be above 0 and at most 1");
    }
    if (!(accountsPerHousehold >= 1 && accountsPerHousehold <= 1000)) {
      throw BadInput.of("--accounts-per-household", "must be from 1 to 1000");
    }
    if (arms < 2 || arms > MOST_ARMS) {
      throw BadInput.of("--arms", "must be from 2 to " + MOST_ARMS);
    }
    if (inflow != null && !(inflow > 0 && inflow < 1e9)) {
      throw BadInput.of("--inflow", "must be above 0 accounts a day");
    }
    if (window < 1 || window > 3650) {
      throw BadInput.of("--window", "must be from 1 to 3650 days");
    }
    if (payer.signum() < 0 || payer.compareTo(BigDecimal.ONE) > 0) {
      throw BadInput.of("--payer", "must be from 0 to 1");
    }
    within("--calls", calls, 1000);
    within("--answered", answered, 1);
    within("--talk", talk, 3600);
    within("--wrap-up", wrapUp, 3600);
    within("--texts", texts, 1000);
    within("--segments", segments, 20);
    if (currency == null && (rates != null || on != null)) {
      throw BadInput.of(rates != null ? "--rates" : "--on", "needs --currency, the currency of the debts");
    }
  }

  private static void within(String option, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw BadInput.of(option, String.format(Locale.ROOT, "must be from 0 to %.0f", most));
    }
  }

  private Optional<ContactCostForecast> forecast() {
    if (currency == null) {
      return Optional.empty();
    }
    Currency known;
    try {
      known = Currency.getInstance(currency);
    } catch (IllegalArgumentException _) {
      throw BadInput.of("--currency", "must be a currency such as MDL or RUB");
    }
    RateTable table = rates == null ? tables.usual() : tables.read(rates);
    LocalDate day = on == null ? LocalDate.ofInstant(clock.instant(), table.zone()) : on;
    RateTable.Period period = table.at(day, known)
        .orElseThrow(() -> BadInput.of("--currency", "the rate table has no price in " + known + " on " + day));
    return Optional.of(
        new ContactCostForecast(
            period,
            new ContactCostForecast.Effort(
                calls, answered, Duration.ofSeconds(talk), Duration.ofSeconds(wrapUp), texts, segments)));
  }

  /// Prints what contacts cost by arm, and what one more payer costs if the effect is as stated.
  private void print(ContactCostForecast forecast, ExperimentPlan plan, Map<String, Double> split, double accounts) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Contacts cost, in %s with the prices from %s:%n", currency, forecast.period().from());
    BigDecimal sum = BigDecimal.ZERO;
    for (String arm : split.keySet()) {
      Optional<BigDecimal> each = forecast.perAccount(arm);
      if (each.isEmpty()) {
        out.printf("  %-16s not known: name an arm ROBOT, OPERATOR or SMS to have its cost told%n", arm);
        continue;
      }
      BigDecimal all = each.get().multiply(BigDecimal.valueOf(Math.ceil(plan.accountsOf(arm, accounts))));
      sum = sum.add(all);
      out.printf(
          Locale.ROOT, "  %-16s %,12.2f an account   %,14.2f in all   %s%n", arm, each.get(), all,
          each.get().signum() == 0
              ? ""
              : String.format(Locale.ROOT, "%,.2f for one more payer", each.get().doubleValue() / (effect * reach)));
    }
    out.printf(Locale.ROOT, "  %-16s %12s              %,14.2f in all%n", "together", "", sum);
  }

  private static void share(String option, double value, double low, double high) {
    if (!(value > low && value < high)) {
      throw BadInput.of(option, "must be above " + low + " and below " + high);
    }
  }

  private Map<String, Double> split() {
    if (weights != null) {
      Map<String, Double> split = Split.parse(weights)
          .orElseThrow(() -> BadInput.of("--weights", "must be arms with weights above zero, each arm once"));
      if (split.size() < 2 || split.size() > MOST_ARMS) {
        throw BadInput.of("--weights", "must name from 2 to " + MOST_ARMS + " arms");
      }
      return split;
    }
    Map<String, Double> equal = new LinkedHashMap<>();
    equal.put(Arm.HOLD_OUT, 1.0);
    for (int arm = 1; arm < arms; arm++) {
      equal.put("arm " + arm, 1.0);
    }
    return equal;
  }

  private void print(ExperimentPlan plan, Map<String, Double> split, double accounts) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT, "To show %.1f more payers of 100%s over a baseline of %.1f, with power %.2f:%n", effect * 100,
        reach < 1 ? " reached (" + String.format(Locale.ROOT, "%.1f", effect * reach * 100) + " of 100 assigned)" : "",
        baseline * 100, power);
    double households = 0;
    for (String arm : split.keySet()) {
      double own = Math.ceil(plan.accountsOf(arm, accounts) / accountsPerHousehold);
      households += own;
      line(out, arm, own, plan.accountsOf(arm, accounts));
    }
    line(out, "together", households, accounts);
    out.printf(
        Locale.ROOT, "Error %.3f, shared by %d comparisons; %s; design effect %.2f.%n", alpha, plan.comparisons(),
        sequential ? "the interval for daily looks" : "one reading at the end", plan.crowd().designEffect());
    out.println(new PayerRule(payer).sentence(ReportWords.in(Language.EN)));
    if (inflow != null) {
      out.printf(
          Locale.ROOT, "At %,.0f new accounts a day the last enters after %,.0f days; with the window it ends after"
              + " %,.0f.%n",
          inflow, Math.ceil(accounts / inflow), Math.ceil(accounts / inflow) + window);
    }
    out.println("Smallest effect that can be shown, more payers of 100" + (reach < 1 ? " reached:" : ":"));
    for (double part : new double[]{0.25, 0.5, 1, 2, 4}) {
      double detectable = plan.detectable(accounts * part);
      out.printf(Locale.ROOT, "  %,12.0f accounts   %s%n", Math.ceil(accounts * part),
          Double.isNaN(detectable) ? "none" : String.format(Locale.ROOT, "%.1f", detectable * 100));
    }
  }

  private static void line(PrintWriter out, String arm, double households, double accounts) {
    out.printf(Locale.ROOT, "  %-16s %,12.0f households %,12.0f accounts%n", arm, households, Math.ceil(accounts));
  }
}
