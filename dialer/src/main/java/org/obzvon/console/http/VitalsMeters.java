package org.obzvon.console.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.obzvon.console.Vitals;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactState;

/// Registers gauges of the lines and the queue.
final class VitalsMeters implements MeterBinder {
  private final Vitals vitals;

  VitalsMeters(Vitals vitals) {
    this.vitals = vitals;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Vitals.LineState known : vitals.lines()) {
      line(registry, "obzvon_line_connected", known.name(), line -> line.connected() ? 1 : 0);
      line(registry, "obzvon_line_rests", known.name(), line -> line.rest().isPresent() ? 1 : 0);
      line(registry, "obzvon_line_open", known.name(), Vitals.LineState::open);
      line(registry, "obzvon_line_limit", known.name(), Vitals.LineState::limit);
      Gauge.builder("obzvon_line_dead_numbers_alarm", vitals, now -> doubted(now, known.name()))
          .tag("line", known.name())
          .register(registry);
    }
    for (ContactState state : ContactState.values()) {
      if (!state.isTerminal()) {
        Gauge.builder("obzvon_contacts", vitals, now -> now.waiting().getOrDefault(state, 0))
            .tag("state", state.name())
            .register(registry);
      }
    }
    for (Channel channel : List.of(Channel.ROBOT, Channel.SMS)) {
      Gauge.builder("obzvon_standing_still", vitals, now -> now.standingStill().containsKey(channel) ? 1 : 0)
          .tag("channel", channel.name())
          .register(registry);
    }
    Gauge.builder("obzvon_unstored_results", vitals, Vitals::unstored).register(registry);
  }

  private static double doubted(Vitals now, String line) {
    return now.doubtedLines().stream().anyMatch(doubt -> doubt.line().equals(line)) ? 1 : 0;
  }

  private void line(MeterRegistry registry, String meter, String name, ToDoubleFunction<Vitals.LineState> value) {
    Gauge.builder(
        meter,
        vitals,
        now -> now.lines().stream().filter(line -> line.name().equals(name)).mapToDouble(value).findFirst().orElse(0))
        .tag("line", name)
        .register(registry);
  }
}
