package org.obzvon.sms;

import java.util.Map;

/// What gateways call over HTTP.
public interface SmsCallbacks {

  /// Takes a call. Stored when it answers `Taken`; a gateway that gets an exception should call again.
  Reply call(Call call);

  /// @param gateway by the name in the path
  /// @param pathAndQuery as it was called, from the first slash
  /// @param form fields of the body
  /// @param headers with names in small letters
  record Call(String gateway, String pathAndQuery, Map<String, String> form, Map<String, String> query,
      Map<String, String> headers) {
    public Call {
      form = Map.copyOf(form);
      query = Map.copyOf(query);
      headers = Map.copyOf(headers);
    }

    /// From the form, else from the query; empty text when neither has it.
    public String field(String name) {
      return form.getOrDefault(name, query.getOrDefault(name, ""));
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
