package org.obzvon.console.api.http;

import org.obzvon.console.api.json.ApiJson;

/// What a route answers when all is well.
record Reply(int status, byte[] body) {
  static Reply ok(Object view) {
    return new Reply(200, ApiJson.write(view));
  }

  static Reply created(Object view) {
    return new Reply(201, ApiJson.write(view));
  }
}
