package org.obzvon.sms.http;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import org.obzvon.sms.DeliveryStatus;

/// The HTTP interface of one provider, as its file describes it.
///
/// @param status how to query a message; empty when the provider offers no query
/// @param report format of the provider's callback about a message
/// @param inbound format of the callback with a debtor's message
public record Provider(
    Request send, Answer answer, Optional<Status> status, Optional<Report> report, Optional<Inbound> inbound) {

  public enum Form {
    /// Fields in the URL's query string.
    QUERY,
    FORM,
    JSON
  }

  /// One HTTP request to the provider. Values may hold `{to}` `{to-digits}` `{text}` `{sender}` `{id}` `{remote-id}`
  /// `{validity-minutes}` `{user}` `{password}`, and begin with `basic ` to become a header of basic authentication.
  public record Request(String method, String url, Form form, Map<String, String> headers, Map<String, String> fields) {
    public Request {
      headers = Map.copyOf(headers);
      fields = Map.copyOf(fields);
    }
  }

  /// @param id place of the message's id in the answer
  /// @param error place of the error code in the answer
  /// @param errors the provider's codes as delivery statuses; `ON_ITS_WAY` marks the code of success, and a code that
  /// is not listed counts as a refusal of us
  public record Answer(Place id, Optional<Place> error, Map<String, DeliveryStatus> errors) {
    public Answer {
      errors = Map.copyOf(errors);
    }
  }

  /// A place in a text: a JSON pointer (`/messages/0/id`) or a regular expression with one group.
  public sealed interface Place {
    record Pointer(String path) implements Place {}

    record Matched(java.util.regex.Pattern pattern) implements Place {}
  }

  /// @param states the provider's words as delivery statuses; one that is not listed counts as on its way
  public record Status(Request request, Place state, Map<String, DeliveryStatus> states) {
    public Status {
      states = Map.copyOf(states);
    }
  }

  /// @param secret the field that must hold the gateway's callback secret
  /// @param id the field with the provider's id of the message
  /// @param ours the field with our id, if the provider hands it back
  public record Report(String secret, String id, Optional<String> ours, String state,
      Map<String, DeliveryStatus> states) {
    public Report {
      states = Map.copyOf(states);
    }
  }

  /// @param charset of the escaped fields
  public record Inbound(String id, String from, String to, String text, Charset charset) {}
}
