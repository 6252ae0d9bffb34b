package org.obzvon.console.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.util.Optional;

/// The cookie that holds a session's token. Scripts cannot read it, and it is never sent from another site's page.
///
/// @param secure browsers send it over TLS only
public record SessionCookie(boolean secure) {
  private static final String NAME = "obzvon-session";

  Optional<String> read(HttpRequest<?> request) {
    return request.getCookies().findCookie(NAME).map(Cookie::getValue).filter(token -> token.length() <= 100);
  }

  public <B> MutableHttpResponse<B> set(MutableHttpResponse<B> response, String token) {
    return response.cookie(cookie(token));
  }

  public <B> MutableHttpResponse<B> remove(MutableHttpResponse<B> response) {
    return response.cookie(cookie("").maxAge(0));
  }

  private Cookie cookie(String token) {
    return Cookie.of(NAME, token).httpOnly(true).secure(secure).sameSite(SameSite.Strict).path("/");
  }
}
