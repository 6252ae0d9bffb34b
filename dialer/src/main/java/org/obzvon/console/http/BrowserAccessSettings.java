package org.obzvon.console.http;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import org.obzvon.staff.Session;

/// The way in which browsers reach the console.
///
/// @param behindProxy a proxy with TLS stands before it: cookies go over TLS only, and the proxy gives the client's
///     address
public record BrowserAccessSettings(Session.Limits sessions, boolean behindProxy) {

  /// Returns the address by which wrong passwords are counted. It is the last one in the header, because the entries
  /// that a client writes itself come before the one that the proxy adds.
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
