package org.obzvon.sms.twilio;

import com.twilio.exception.ApiException;
import com.twilio.exception.TwilioException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.obzvon.document.SafeText;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.DeliveryStatus;
import org.obzvon.sms.Gateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends by Twilio's API. Only an answer that says so means "not sent": after a time-out, a 5xx or an unreadable answer
/// the message may have gone out.
public final class TwilioGateway implements Gateway {
  private static final Logger LOG = LoggerFactory.getLogger(TwilioGateway.class);
  private static final long MOST_LISTED = 50;
  /// The upper limit of Twilio's field ValidityPeriod, in seconds.
  private static final int LONGEST_VALIDITY = 36_000;
  /// Allowed difference between the clocks of two machines.
  private static final Duration SKEW = Duration.ofMinutes(2);

  private final TwilioSettings settings;
  private final InstantSource clock;
  private final TwilioRestClient client;

  public TwilioGateway(TwilioSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.client = new TwilioRestClient.Builder(settings.accountSid(), settings.authToken().reveal())
        .accountSid(settings.accountSid())
        .httpClient(new OnePost(settings.api(), settings.timeout()))
        .build();
  }

  /// Always true: there is no permanent link that could be lost.
  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public Sent send(Outgoing message) {
    try {
      Message created = creator(message).create(client);
      return created.getSid() == null
          ? Sent.Unknown.whole("the answer holds no id")
          : new Sent.Taken(List.of(created.getSid()));
    } catch (OnePost.Throttled e) {
      return new Sent.Slow(e.after());
    } catch (ApiException e) {
      return refused(e);
    } catch (TwilioException e) {
      return Sent.Unknown.whole(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.warn("gateway {}: message {} ended in a fault", settings.name(), message.id(), e);
      return Sent.Unknown.whole(e.toString());
    }
  }

  private MessageCreator creator(Outgoing message) {
    PhoneNumber to = new PhoneNumber(message.to().e164());
    MessageCreator creator = message.sender().startsWith("MG")
        ? Message.creator(to, message.sender(), message.text())
        : Message.creator(to, new PhoneNumber(message.sender()), message.text());
    settings.callbackAddress().ifPresent(address -> creator.setStatusCallback(address + "?message=" + message.id()));
    return creator.setValidityPeriod(Math.clamp(message.validity().toSeconds(), 1, LONGEST_VALIDITY));
  }

  private static Sent refused(ApiException e) {
    int status = e.getStatusCode() == null ? 0 : e.getStatusCode();
    if (status < 400 || status >= 500) {
      return Sent.Unknown.whole("status " + status + ": " + e.getMessage());
    }
    int code = e.getCode() == null ? 0 : e.getCode();
    return new Sent.Declined(TwilioCodes.error(code), "Twilio " + code);
  }

  /// Queries a message by its id. If the answer was lost, searches by number, time and text, and uses the result only
  /// if exactly one message fits.
  @Override
  public List<DeliveryReport> ask(Pending message) {
    try {
      Optional<String> sid = message.remoteIds().stream().flatMap(Optional::stream).findFirst();
      Optional<Message> found = sid.isPresent() ? Optional.of(Message.fetcher(sid.get()).fetch(client))
          : sought(message);
      return found.map(told -> List.of(report(message, told))).orElse(List.of());
    } catch (RuntimeException e) {
      LOG.warn("gateway {} could not be asked for message {}: {}", settings.name(), message.id(),
          SafeText.line(String.valueOf(e.getMessage())));
      return List.of();
    }
  }

  private Optional<Message> sought(Pending message) {
    var since = message.submittedAt().minus(SKEW).atZone(ZoneOffset.UTC);
    List<Message> fitting = StreamSupport.stream(
        Message.reader()
            .setTo(message.to().e164())
            .setDateSentAfter(since)
            .limit(MOST_LISTED)
            .read(client)
            .spliterator(),
        false)
        .filter(told -> message.text().equals(told.getBody()))
        .filter(told -> told.getDateCreated() == null || !told.getDateCreated().isBefore(since))
        .toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  private DeliveryReport report(Pending message, Message told) {
    int code = told.getErrorCode() == null ? 0 : told.getErrorCode();
    String status = told.getStatus() == null ? "" : told.getStatus().toString();
    DeliveryStatus fate = TwilioCodes.fate(status, code);
    Optional<BigDecimal> cost = Optional.ofNullable(told.getPrice()).map(price -> new BigDecimal(price).abs());
    var subject = new DeliveryReport.Subject(
        settings.name(), List.of(told.getSid()), Optional.of(message.to()), Optional.of(message.id()));
    return new DeliveryReport(subject, fate, "Twilio " + status + (code == 0 ? "" : " " + code), cost, clock.instant());
  }
}
