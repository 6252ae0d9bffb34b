package org.obzvon.sms.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.DeliveryStatus;
import org.obzvon.sms.GatewaySink;
import org.obzvon.sms.Incoming;
import org.obzvon.sms.SenderParser;
import org.obzvon.sms.SmsCallbacks;

/// Takes callbacks of a provider: a report, or a message from a debtor. A callback is accepted only with the secret of
/// the settings.
public final class HttpSmsCallbacks implements SmsCallbacks {
  private final HttpSettings settings;
  private final SenderParser numbers;
  private final GatewaySink arrivals;
  private final InstantSource clock;

  /// @param numbers reads the sender of an incoming message
  public HttpSmsCallbacks(HttpSettings settings, SenderParser numbers, GatewaySink arrivals, InstantSource clock) {
    this.settings = settings;
    this.numbers = numbers;
    this.arrivals = arrivals;
    this.clock = clock;
  }

  @Override
  public Reply call(Call call) {
    Optional<Provider.Report> report = settings.provider().report();
    if (report.isEmpty() || settings.callbackSecret().isEmpty()) {
      return Reply.UNKNOWN;
    }
    byte[] given = call.field(report.get().secret()).getBytes(StandardCharsets.UTF_8);
    byte[] ours = settings.callbackSecret().get().reveal().getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, ours)) {
      return Reply.FORGED;
    }
    Optional<Provider.Inbound> inbound = settings.provider().inbound()
        .filter(fields -> !call.field(fields.text()).isEmpty());
    return inbound.isPresent() ? answer(call, inbound.get()) : report(call, report.get());
  }

  private Reply report(Call call, Provider.Report fields) {
    String id = call.field(fields.id());
    Optional<UUID> ours = fields.ours().map(call::field).flatMap(HttpSmsCallbacks::uuid);
    String state = call.field(fields.state());
    if (id.isEmpty() && ours.isEmpty() || state.isEmpty()) {
      return Reply.UNREADABLE;
    }
    var subject = new DeliveryReport.Subject(settings.name(), id.isEmpty() ? List.of() : List.of(id), Optional.empty(),
        ours);
    DeliveryStatus fate = fields.states().getOrDefault(state, DeliveryStatus.ON_ITS_WAY);
    arrivals.reported(new DeliveryReport(subject, fate, "state " + state, Optional.empty(), clock.instant()));
    return Reply.TAKEN;
  }

  private Reply answer(Call call, Provider.Inbound fields) {
    String from = call.field(fields.from(), fields.charset());
    String id = call.field(fields.id(), fields.charset());
    if (from.isBlank() || id.isEmpty()) {
      return Reply.UNREADABLE;
    }
    String to = call.field(fields.to(), fields.charset());
    String text = call.field(fields.text(), fields.charset());
    arrivals.received(
        new Incoming(
            settings.name(), id, numbers.read(from, SenderParser.Form.UNKNOWN), to, text, Incoming.Marks.NONE,
            clock.instant()));
    return Reply.TAKEN;
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
