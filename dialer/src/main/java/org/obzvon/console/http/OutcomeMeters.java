package org.obzvon.console.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Consumer;
import org.obzvon.console.OutcomeNames;
import org.obzvon.contact.Ledger.Closed;

/// Counts closed attempts by line and outcome.
public final class OutcomeMeters implements Consumer<List<Closed>> {
  private final MeterRegistry registry;

  OutcomeMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void accept(List<Closed> closed) {
    for (Closed end : closed) {
      registry
          .counter(
              "obzvon_attempts", "line", end.attempt().route().line(), "outcome",
              OutcomeNames.of(end.report().outcome()))
          .increment();
    }
  }
}
