package org.obzvon.console.http;

import io.micronaut.http.HttpRequest;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Caller;
import org.obzvon.staff.Session;
import org.obzvon.staff.User;

/// A request that [AccessFilter] has let in: its caller and its form.
///
/// @param token token of the session; empty for a program
public record AdmittedRequest(Caller caller, String token, Form form) {
  private static final String ATTRIBUTE = AdmittedRequest.class.getName();

  void attach(HttpRequest<?> request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /// @throws IllegalStateException on a route that is open to all
  public static AdmittedRequest of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, AdmittedRequest.class)
        .orElseThrow(() -> new IllegalStateException("nobody was asked who he is"));
  }

  public static boolean isKnown(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, AdmittedRequest.class).isPresent();
  }

  public Actor actor() {
    return caller.actor();
  }

  /// @throws IllegalStateException for a program
  public Session session() {
    if (caller instanceof Caller.Person(Session session)) {
      return session;
    }
    throw new IllegalStateException("a program has no session");
  }

  public User user() {
    return session().user();
  }
}
