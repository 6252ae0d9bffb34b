package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.obzvon.comparison.PlainTextReport;
import org.obzvon.comparison.ReportWriter;
import org.obzvon.comparison.ReportWords;
import org.obzvon.console.RehearsalRun;
import org.obzvon.console.RehearsalRun.Effect;
import org.obzvon.console.RehearsalRun.Plan;
import org.obzvon.console.RehearsalRun.Result;
import org.obzvon.document.BadInput;
import org.obzvon.register.Language;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command `demo`: rehearses the whole product without a telephone line.
@Command(
    name = "demo",
    description = "Rehearse a campaign of thirty days against a simulated exchange and invented debtors.")
public final class DemoCommand implements Callable<Integer> {
  /// This many debtors show the effect of operators with four seeds out of five.
  public static final String DEBTORS = "2500";

  private static final int DAYS = 30;
  private static final int MOST_DEBTORS = 100_000;

  private final Supplier<RehearsalRun> runs;
  private final DemoJson writer;

  @Spec
  private CommandSpec spec;

  @Option(names = "--debtors", defaultValue = DEBTORS,
      description = "How many are invented (default: ${DEFAULT-VALUE}).")
  private int debtors;

  @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same people, arms and payments.")
  private long seed;

  @Option(
      names = "--effects",
      defaultValue = "PUBLISHED",
      description = "PUBLISHED: contacts work as studies found. NONE: they change nothing (default: ${DEFAULT-VALUE}).")
  private Effect effects;

  @Option(names = "--exit", description = "End when done, instead of keeping the data to be looked at.")
  private boolean exit;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result here.")
  private Path json;

  public DemoCommand(Supplier<RehearsalRun> runs, ReportWriter comparison) {
    this.runs = runs;
    this.writer = new DemoJson(comparison);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (debtors < 1 || debtors > MOST_DEBTORS) {
      throw BadInput.of("--debtors", "must be from 1 to " + MOST_DEBTORS);
    }
    Writable.refuseUnwritable("--json", json);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("SIMULATED: %d invented debtors, seed %d, thirty days; nobody is called.%n", debtors, seed);
    try (RehearsalRun run = runs.get()) {
      Result result = rehearse(run);
      print(out, result);
      if (json != null) {
        writer.write(result, json);
        out.printf("%nWritten to %s.%n", json);
      }
      if (!exit) {
        out.printf(
            "%nThe data stay until Ctrl-C. Look at them from another terminal, for example:%n"
                + "  deploy/dialer --config %s compare --campaign rehearsal --html report.html --language ru%n",
            run.configuration());
        out.flush();
        new CountDownLatch(1).await();
      }
    }
    return 0;
  }

  private Result rehearse(RehearsalRun run) {
    boolean terminal = System.console() != null && System.console().isTerminal();
    Plan plan = new Plan(debtors, seed, effects);
    if (!terminal) {
      return run.run(
          plan,
          day -> spec.commandLine().getErr().printf(
              "day %2d of %d  %s  %4d payments  %4d planned  %4d attempts%n",
              day.index(), DAYS, day.date(), day.payments(), day.planned(), day.attempts()));
    }
    try (ProgressBar bar = new ProgressBarBuilder().setTaskName("days").setInitialMax(DAYS).build()) {
      return run.run(plan, day -> bar.stepTo(day.index()));
    }
  }

  private static void print(PrintWriter out, Result result) {
    out.println();
    out.print(PlainTextReport.of(result.report(), ReportWords.in(Language.EN), false));
    out.println("\nOutcomes of attempts by arm (simulated):");
    for (Map.Entry<String, Map<String, Integer>> arm : result.outcomes().entrySet()) {
      out.printf("  %-10s %s%n", arm.getKey(), arm.getValue().isEmpty() ? "no attempt" : arm.getValue());
    }
    out.printf(
        "Ledger check: %d attempts looked at, %d outside hours, above caps, after a stop or after full payment.%n",
        result.findings().rows(), result.findings().violations().size());
    out.flush();
  }
}
