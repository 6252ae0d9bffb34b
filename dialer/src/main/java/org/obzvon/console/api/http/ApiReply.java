package org.obzvon.console.api.http;

import org.obzvon.console.api.json.ApiJson;

/// The answer of a route on success.
///
/// @param repeated answer to a repetition of the same request; it equals `body` unless that holds a secret, which is
///     not kept
record ApiReply(int status, byte[] body, byte[] repeated) {
  ApiReply(int status, byte[] body) {
    this(status, body, body);
  }

  static ApiReply ok(Object view) {
    return new ApiReply(200, ApiJson.write(view));
  }

  static ApiReply created(Object view) {
    return new ApiReply(201, ApiJson.write(view));
  }

  static ApiReply created(Object view, Object repeated) {
    return new ApiReply(201, ApiJson.write(view), ApiJson.write(repeated));
  }
}
