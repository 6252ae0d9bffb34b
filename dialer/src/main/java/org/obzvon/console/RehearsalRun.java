package org.obzvon.console;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.obzvon.comparison.Report;
import org.obzvon.rehearsal.LedgerCheck;
import org.obzvon.rehearsal.Rehearsal;

/// Thirty days of a campaign against a simulated exchange, from the register to the comparison.
public interface RehearsalRun extends AutoCloseable {

  /// @param effects `published`: contacts work as studies found; `none`: they change nothing
  record Plan(int debtors, long seed, Effect effects) {}

  enum Effect {
    PUBLISHED,
    NONE
  }

  /// @param outcomes arm → outcome → attempts; an arm without attempts has an empty map
  /// @param findings what an auditor who shares no code with the policy found in the ledger
  record Result(
      Size size, Map<String, Map<String, Integer>> outcomes, LedgerCheck.Findings findings,
      Report report) {}

  record Size(int debtors, int households) {}

  Result run(Plan plan, Consumer<Rehearsal.Day> progress);

  /// The configuration file with which other commands can look at the data, while this is open.
  Path configuration();

  @Override
  void close();
}
