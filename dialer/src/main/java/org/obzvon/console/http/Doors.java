package org.obzvon.console.http;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import org.obzvon.staff.Session;

/// How the console is reached.
///
/// @param behindProxy a proxy with TLS stands before it: cookies go over TLS alone, and the proxy tells the address
public record Doors(Session.Limits sessions, boolean behindProxy) {

  /// Whose wrong passwords are counted together. What a client writes into the header itself stands before what the
  /// proxy adds.
  public String address(HttpRequest<?> request) {
    String direct = request.getRemoteAddress().getAddress().getHostAddress();
    if (!behindProxy) {
      return direct;
    }
    String forwarded = Optional.ofNullable(request.getHeaders().get("X-Forwarded-For")).orElse("");
    String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    return last.matches("[0-9A-Fa-f:.]{2,45}") ? last : direct;
  }
}
