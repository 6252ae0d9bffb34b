package org.obzvon.sms.http;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import org.obzvon.sms.Fate;

/// How one provider is spoken to, as its file says.
///
/// @param status how a message is asked for; empty where the provider does not tell
/// @param report how a call of the provider about a message looks
/// @param inbound how a call with a message of a debtor looks
public record Provider(
    Request send, Answer answer, Optional<Status> status, Optional<Report> report, Optional<Inbound> inbound) {

  public enum Form {
    /// Fields in the address.
    QUERY,
    FORM,
    JSON
  }

  /// Values may hold `{to}` `{to-digits}` `{text}` `{sender}` `{id}` `{remote-id}` `{validity-minutes}` `{user}`
  /// `{password}`, and begin with `basic ` to become a header of basic authentication.
  public record Request(String method, String url, Form form, Map<String, String> headers, Map<String, String> fields) {
    public Request {
      headers = Map.copyOf(headers);
      fields = Map.copyOf(fields);
    }
  }

  /// @param id where the answer of an accepted message holds its id
  /// @param error where the answer holds the code of a refusal
  /// @param errors the provider's codes as fates; `ON_ITS_WAY` marks the code of
  ///     success, one that is not named is a refusal of us
  public record Answer(Place id, Optional<Place> error, Map<String, Fate> errors) {
    public Answer {
      errors = Map.copyOf(errors);
    }
  }

  /// A JSON pointer (`/messages/0/id`) or a regular expression with one group over the text.
  public sealed interface Place {
    record Pointer(String path) implements Place {}

    record Matched(java.util.regex.Pattern pattern) implements Place {}
  }

  /// @param states the provider's words as fates; one that is not named is on its way
  public record Status(Request request, Place state, Map<String, Fate> states) {
    public Status {
      states = Map.copyOf(states);
    }
  }

  /// @param secret the field that must hold the gateway's callback secret
  /// @param id the field with the provider's id of the message
  /// @param ours the field with our id, where the provider hands it back
  public record Report(String secret, String id, Optional<String> ours, String state, Map<String, Fate> states) {
    public Report {
      states = Map.copyOf(states);
    }
  }

  /// @param charset of the escaped fields
  public record Inbound(String id, String from, String to, String text, Charset charset) {}
}
