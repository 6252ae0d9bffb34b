package org.obzvon.console.api.http;

import org.obzvon.console.api.json.ApiJson;

/// What a route answers when all is well.
///
/// @param repeated what the same request is answered when it comes again; the same but where the answer holds a secret,
///     which is not kept
record Reply(int status, byte[] body, byte[] repeated) {
  Reply(int status, byte[] body) {
    this(status, body, body);
  }

  static Reply ok(Object view) {
    return new Reply(200, ApiJson.write(view));
  }

  static Reply created(Object view) {
    return new Reply(201, ApiJson.write(view));
  }

  static Reply created(Object view, Object repeated) {
    return new Reply(201, ApiJson.write(view), ApiJson.write(repeated));
  }
}
