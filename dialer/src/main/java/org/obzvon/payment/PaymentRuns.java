package org.obzvon.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The payment files that were taken, by whomever.
public interface PaymentRuns {

  /// Notes that the payments of a file are about to be stored.
  UUID begin(File file);

  void end(UUID run, Counts counts);

  /// Notes that it will not go on. What it stored stays.
  void breakOff(UUID run);

  /// Notes that the runs which this node began and neither ended nor broke off will not go on, because their process is
  /// gone. Called when the node starts, before it begins any.
  List<Unfinished> breakOffAbandoned();

  /// Notes that the runs which commands began and neither ended nor broke off will not go on, where their process is gone.
  /// Safe to call at any time.
  List<Unfinished> breakOffOfGoneCommands();

  record Unfinished(UUID run, File file) {}

  /// Newest first.
  List<Run> last(int most);

  /// @param by who gave the command
  record File(String name, String source, String by) {}

  /// @param known payments that were stored before
  /// @param rejected rows
  record Counts(int taken, int known, int rejected) {}

  /// @param counts empty while it runs, and for ever when it broke off; its payments may be taken again
  /// @param brokeOff it will not go on
  record Run(File file, Instant begunAt, Optional<Counts> counts, boolean brokeOff) {}
}
