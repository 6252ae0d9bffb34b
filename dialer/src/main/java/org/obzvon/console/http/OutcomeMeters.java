package org.obzvon.console.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Consumer;
import org.obzvon.contact.ContactOutcome;
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
              "obzvon_attempts", "line", end.attempt().route().line(), "outcome", name(end.report().outcome()))
          .increment();
    }
  }

  private static String name(ContactOutcome outcome) {
    return switch (outcome) {
      case ContactOutcome.Reached(var answer, _, _) -> "REACHED_" + answer;
      case ContactOutcome.Delivered _ -> "DELIVERED";
      case ContactOutcome.NotReached(var why) -> "NOT_REACHED_" + why;
      case ContactOutcome.Undeliverable(var why) -> "UNDELIVERABLE_" + why;
      case ContactOutcome.Failed(var whose) -> "FAILED_" + whose;
      case ContactOutcome.Lost _ -> "LOST";
    };
  }
}
