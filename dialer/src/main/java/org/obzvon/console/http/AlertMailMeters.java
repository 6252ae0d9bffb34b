package org.obzvon.console.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.obzvon.alert.Alert;
import org.obzvon.alert.AlertMails;
import org.obzvon.alert.AlertMails.Verdict;

/// Counts tries to send alert mails by kind and result, and shows the number of waiting and given-up mails.
public final class AlertMailMeters implements BiConsumer<Alert.Kind, Verdict> {
  private final MeterRegistry registry;

  AlertMailMeters(MeterRegistry registry, Supplier<AlertMails.State> state) {
    this.registry = registry;
    mails("WAITING", () -> state.get().waiting());
    mails("GIVEN_UP", () -> state.get().givenUp());
  }

  /// Registers a gauge with a strong reference, because nothing else holds the supplier.
  private void mails(String state, Supplier<Number> count) {
    Gauge.builder("obzvon_alert_mails", count).tag("state", state).strongReference(true).register(registry);
  }

  @Override
  public void accept(Alert.Kind kind, Verdict verdict) {
    registry.counter("obzvon_alert_mail_tries", "kind", kind.word(), "end", end(verdict)).increment();
  }

  private static String end(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Sent sent -> sent.refused().isEmpty() ? "SENT" : "SENT_TO_SOME";
      case Verdict.Again _ -> "FAILED";
      case Verdict.GivenUp _ -> "GIVEN_UP";
    };
  }
}
