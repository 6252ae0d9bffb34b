package org.obzvon.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The log of the payment files that were imported, by commands or by the service.
public interface PaymentRuns {

  /// Records that the payments of a file are about to be stored. Returns the id of the run.
  UUID begin(File file);

  void end(UUID run, Counts counts);

  /// Records that the run will not continue. The payments that it stored stay.
  void breakOff(UUID run);

  /// Records that the runs which this node began and neither ended nor broke off will not continue, because their
  /// process is gone. The node calls this when it starts, before it begins any run.
  List<Unfinished> breakOffAbandoned();

  /// Records that the runs which commands began and neither ended nor broke off will not continue, if their process is
  /// gone. It is safe to call at any time.
  List<Unfinished> breakOffOfGoneCommands();

  record Unfinished(UUID run, File file) {}

  /// Returns the newest runs first.
  List<Run> last(int most);

  /// @param by name of the actor who gave the command
  record File(String name, String source, String by) {}

  /// @param known payments that were stored before
  /// @param rejected rows
  record Counts(int taken, int known, int rejected) {}

  /// @param counts empty while the run goes on, and forever if it broke off; its payments may be imported again
  /// @param brokeOff the run will not continue
  record Run(File file, Instant begunAt, Optional<Counts> counts, boolean brokeOff) {}
}
