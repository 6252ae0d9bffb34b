package org.obzvon.console;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.obzvon.comparison.Report;
import org.obzvon.rehearsal.LedgerCheck;
import org.obzvon.rehearsal.Rehearsal;

/// Rehearses thirty days of a campaign against a simulated exchange, from the register to the comparison.
public interface RehearsalRun extends AutoCloseable {

  /// @param effects `published`: contacts work as studies found; `none`: they change nothing
  record Plan(int debtors, long seed, Effect effects) {}

  enum Effect {
    PUBLISHED,
    NONE
  }

  /// @param outcomes arm → outcome → attempts; an arm without attempts has an empty map
  /// @param findings policy violations in the ledger, found by an auditor that shares no code with the policy
  record Result(
      Size size, Map<String, Map<String, Integer>> outcomes, LedgerCheck.Findings findings,
      Report report) {}

  record Size(int debtors, int households) {}

  Result run(Plan plan, Consumer<Rehearsal.Day> progress);

  /// Returns the configuration file with which other commands can read the data while this rehearsal is open.
  Path configuration();

  @Override
  void close();
}
