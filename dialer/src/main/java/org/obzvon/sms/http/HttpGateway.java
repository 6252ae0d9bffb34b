package org.obzvon.sms.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.DeliveryStatus;
import org.obzvon.sms.Gateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends as a provider's file describes. An error code, a 4xx and a connection that was never made mean "not sent";
/// after a time-out, a 5xx or an answer without an id the message may have gone out.
public final class HttpGateway implements Gateway {
  private static final Logger LOG = LoggerFactory.getLogger(HttpGateway.class);
  private static final int TOO_MANY = 429;

  private final HttpSettings settings;
  private final InstantSource clock;
  private final GatewayHttpClient exchange;

  public HttpGateway(HttpSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.exchange = new GatewayHttpClient(settings.timeout());
  }

  /// Always true: there is no permanent link that could be lost.
  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public Sent send(Outgoing message) {
    Map<String, String> values = values();
    values.put("to", message.to().e164());
    values.put("to-digits", message.to().digits());
    values.put("text", message.text());
    values.put("sender", message.sender());
    values.put("id", message.id().toString());
    values.put("validity-minutes", Long.toString(Math.max(1, message.validity().toMinutes())));
    try {
      return sent(exchange.send(settings.provider().send(), values));
    } catch (ConnectException | NoRouteToHostException | UnknownHostException | ConnectTimeoutException
        | ConnectionRequestTimeoutException e) {
      return new Sent.Declined(DeliveryStatus.GATEWAY, "no connection: " + e.getMessage());
    } catch (IOException e) {
      return Sent.Unknown.whole(e.toString());
    }
  }

  private Sent sent(GatewayHttpClient.Answered response) {
    int status = response.status();
    var answer = settings.provider().answer();
    if (status == TOO_MANY) {
      return new Sent.Slow(after(response));
    }
    if (status >= 500 || status < 200) {
      return Sent.Unknown.whole("status " + status);
    }
    Optional<String> error = answer.error().flatMap(place -> GatewayHttpClient.read(place, response.body()))
        .filter(code -> !code.isBlank());
    if (error.isPresent() && answer.errors().get(error.get()) != DeliveryStatus.ON_ITS_WAY) {
      return new Sent.Declined(answer.errors().getOrDefault(error.get(), DeliveryStatus.GATEWAY),
          "error " + error.get());
    }
    if (status >= 300) {
      return new Sent.Declined(DeliveryStatus.GATEWAY, "status " + status);
    }
    return GatewayHttpClient.read(answer.id(), response.body())
        .<Sent>map(id -> new Sent.Taken(List.of(id)))
        .orElseGet(() -> Sent.Unknown.whole("the answer holds no id"));
  }

  private static Duration after(GatewayHttpClient.Answered response) {
    return response.retryAfter()
        .filter(value -> value.matches("\\d{1,4}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(Duration.ofSeconds(1));
  }

  @Override
  public List<DeliveryReport> ask(Pending message) {
    Optional<Provider.Status> status = settings.provider().status();
    String remoteId = message.remoteIds().stream().flatMap(Optional::stream).findFirst().orElse("");
    boolean byOurs = status.filter(asked -> asks(asked.request(), "{id}")).isPresent();
    if (status.isEmpty() || remoteId.isEmpty() && !byOurs) {
      return List.of();
    }
    Map<String, String> values = values();
    values.put("id", message.id().toString());
    values.put("remote-id", remoteId);
    try {
      GatewayHttpClient.Answered response = exchange.send(status.get().request(), values);
      return GatewayHttpClient.read(status.get().state(), response.body())
          .filter(_ -> response.status() == 200)
          .map(state -> List.of(report(message, remoteId, state, status.get())))
          .orElse(List.of());
    } catch (IOException e) {
      LOG.warn("gateway {} could not be asked for message {}: {}", settings.name(), message.id(), e.toString());
    }
    return List.of();
  }

  private static boolean asks(Provider.Request request, String variable) {
    return request.url().contains(variable)
        || request.fields().values().stream().anyMatch(value -> value.contains(variable));
  }

  private DeliveryReport report(Pending message, String remoteId, String state, Provider.Status status) {
    var subject = new DeliveryReport.Subject(
        settings.name(), remoteId.isEmpty() ? List.of() : List.of(remoteId), Optional.of(message.to()),
        Optional.of(message.id()));
    DeliveryStatus fate = status.states().getOrDefault(state, DeliveryStatus.ON_ITS_WAY);
    return new DeliveryReport(subject, fate, "state " + state, Optional.empty(), clock.instant());
  }

  private Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    values.put("user", settings.user());
    values.put("password", settings.password().reveal());
    return values;
  }
}
