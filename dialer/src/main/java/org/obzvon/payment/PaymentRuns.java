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

  /// Newest first.
  List<Run> last(int most);

  /// @param by who gave the command
  record File(String name, String source, String by) {}

  /// @param known payments that were stored before
  /// @param rejected rows
  record Counts(int taken, int known, int rejected) {}

  /// @param counts empty while it runs, and for ever when it broke off; its payments may be taken again
  record Run(File file, Instant begunAt, Optional<Counts> counts) {}
}
