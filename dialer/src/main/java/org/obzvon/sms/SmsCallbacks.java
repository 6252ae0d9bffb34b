package org.obzvon.sms;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What gateways call over HTTP.
public interface SmsCallbacks {

  /// Takes a call. Stored when it answers `Taken`; a gateway that gets an exception should call again.
  Reply call(Call call);

  /// @param gateway by the name in the path
  /// @param pathAndQuery as it was called, from the first slash
  /// @param form fields of the body
  /// @param headers with names in small letters
  /// @param escaped fields of body and query as they came
  record Call(String gateway, String pathAndQuery, Map<String, String> form, Map<String, String> query,
      Map<String, String> headers, Map<String, String> escaped) {
    public Call {
      form = Map.copyOf(form);
      query = Map.copyOf(query);
      headers = Map.copyOf(headers);
      escaped = Map.copyOf(escaped);
    }

    /// With fields in UTF-8 alone.
    public Call(
        String gateway, String pathAndQuery, Map<String, String> form, Map<String, String> query, Map<String, String> headers) {
      this(gateway, pathAndQuery, form, query, headers, Map.of());
    }

    /// From the form, else from the query; empty text when neither has it.
    public String field(String name) {
      return form.getOrDefault(name, query.getOrDefault(name, ""));
    }

    /// The same where the gateway escapes its fields in another character set than UTF-8.
    ///
    /// @throws IllegalArgumentException when it is not escaped as a form is
    public String field(String name, Charset charset) {
      return charset.equals(StandardCharsets.UTF_8) || !escaped.containsKey(name)
          ? field(name)
          : URLDecoder.decode(escaped.get(name), charset);
    }
  }

  enum Reply {
    TAKEN,
    /// Its signature or its secret is wrong; nothing was believed.
    FORGED,
    /// Signed, but not to be understood.
    UNREADABLE,
    /// No gateway of that name takes calls.
    UNKNOWN
  }
}
