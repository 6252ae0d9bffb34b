package org.obzvon.sms;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Takes the HTTP callbacks of gateways.
public interface SmsCallbacks {

  /// Takes a callback. It is stored when the reply is `TAKEN`; a gateway that gets an exception should call again.
  Reply call(Call call);

  /// @param gateway the name in the path
  /// @param pathAndQuery as requested, from the first slash
  /// @param form fields of the body
  /// @param headers with lower-case names
  /// @param escaped fields of body and query before URL decoding
  record Call(String gateway, String pathAndQuery, Map<String, String> form, Map<String, String> query,
      Map<String, String> headers, Map<String, String> escaped) {
    public Call {
      form = Map.copyOf(form);
      query = Map.copyOf(query);
      headers = Map.copyOf(headers);
      escaped = Map.copyOf(escaped);
    }

    /// Makes a call with fields in UTF-8 alone.
    public Call(
        String gateway, String pathAndQuery, Map<String, String> form, Map<String, String> query,
        Map<String, String> headers) {
      this(gateway, pathAndQuery, form, query, headers, Map.of());
    }

    /// Returns a field of the form, else of the query; empty text when neither has it.
    public String field(String name) {
      return form.getOrDefault(name, query.getOrDefault(name, ""));
    }

    /// Returns the same field when the gateway escapes its fields in another character set than UTF-8.
    ///
    /// @throws IllegalArgumentException when the field is not form-encoded
    public String field(String name, Charset charset) {
      return charset.equals(StandardCharsets.UTF_8) || !escaped.containsKey(name)
          ? field(name)
          : URLDecoder.decode(escaped.get(name), charset);
    }
  }

  enum Reply {
    TAKEN,
    /// Its signature or its secret is wrong; nothing was stored.
    FORGED,
    /// It is authentic but cannot be understood.
    UNREADABLE,
    /// No gateway of that name takes calls.
    UNKNOWN
  }
}
