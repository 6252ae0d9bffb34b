package org.obzvon.sms.twilio;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.obzvon.document.Secret;

/// One Twilio account.
///
/// @param name of the gateway
/// @param api address of the API, `https://api.twilio.com`
/// @param callback our own address as Twilio calls it, `https://desk.example.md`; if empty, statuses are queried
/// @param timeout longest wait for an answer
public record TwilioSettings(String name, String accountSid, Secret authToken, URI api, Optional<URI> callback,
    Duration timeout) {

  /// The callback URL that Twilio calls for this gateway.
  Optional<String> callbackAddress() {
    return callback.map(base -> base.toString().replaceAll("/+$", "") + "/sms/" + name);
  }
}
