package org.obzvon.sms.twilio;

import com.twilio.security.RequestValidator;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.Phone;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.GatewaySink;
import org.obzvon.sms.Incoming;
import org.obzvon.sms.SenderParser;
import org.obzvon.sms.SmsCallbacks;

/// Takes Twilio's callbacks: the status of a message, or a message from a debtor. A callback is accepted only with
/// Twilio's signature over our public address, which comes from the settings and never from the call itself.
public final class TwilioSmsCallbacks implements SmsCallbacks {
  private final TwilioSettings settings;
  private final RequestValidator validator;
  private final SenderParser numbers;
  private final GatewaySink arrivals;
  private final InstantSource clock;

  /// @param numbers reads the sender of an incoming message
  public TwilioSmsCallbacks(TwilioSettings settings, SenderParser numbers, GatewaySink arrivals, InstantSource clock) {
    this.settings = settings;
    this.validator = new RequestValidator(settings.authToken().reveal());
    this.numbers = numbers;
    this.arrivals = arrivals;
    this.clock = clock;
  }

  @Override
  public Reply call(Call call) {
    if (settings.callbackAddress().isEmpty()) {
      return Reply.UNKNOWN;
    }
    int query = call.pathAndQuery().indexOf('?');
    String address = settings.callbackAddress().get() + (query < 0 ? "" : call.pathAndQuery().substring(query));
    String signature = call.headers().getOrDefault("x-twilio-signature", "");
    if (signature.isEmpty() || !validator.validate(address, call.form(), signature)) {
      return Reply.FORGED;
    }
    String status = call.field("MessageStatus");
    return status.isEmpty() || status.equals("received") ? answer(call) : status(call, status);
  }

  private Reply status(Call call, String status) {
    String sid = call.field("MessageSid");
    if (sid.isEmpty()) {
      return Reply.UNREADABLE;
    }
    String error = call.field("ErrorCode");
    int code = error.matches("\\d{1,9}") ? Integer.parseInt(error) : 0;
    var subject = new DeliveryReport.Subject(settings.name(), List.of(sid), phone(call.field("To")),
        ours(call.field("message")));
    arrivals.reported(
        new DeliveryReport(
            subject, TwilioCodes.fate(status, code), "Twilio " + status + (code == 0 ? "" : " " + code),
            Optional.empty(), clock.instant()));
    return Reply.TAKEN;
  }

  private Reply answer(Call call) {
    String from = call.field("From");
    String sid = call.field("MessageSid");
    if (from.isEmpty() || sid.isEmpty()) {
      return Reply.UNREADABLE;
    }
    var marks = new Incoming.Marks(keyword(call.field("OptOutType")), false, false);
    arrivals.received(
        new Incoming(
            settings.name(), sid, numbers.read(from, SenderParser.Form.UNKNOWN), call.field("To"), call.field("Body"),
            marks,
            clock.instant()));
    return Reply.TAKEN;
  }

  /// The keyword that Twilio recognised and acts upon by itself.
  private static Optional<Incoming.Keyword> keyword(String optOutType) {
    return switch (optOutType) {
      case "STOP" -> Optional.of(Incoming.Keyword.STOP);
      case "START" -> Optional.of(Incoming.Keyword.START);
      case "HELP" -> Optional.of(Incoming.Keyword.HELP);
      default -> Optional.empty();
    };
  }

  private static Optional<Phone> phone(String text) {
    return text.matches("\\+[1-9]\\d{6,14}") ? Optional.of(new Phone(text)) : Optional.empty();
  }

  private static Optional<UUID> ours(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
