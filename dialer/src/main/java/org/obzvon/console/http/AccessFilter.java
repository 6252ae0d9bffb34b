package org.obzvon.console.http;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.obzvon.console.api.RateLimit;
import org.obzvon.staff.ApiKeys;
import org.obzvon.staff.Caller;
import org.obzvon.staff.Right;
import org.obzvon.staff.Sessions;
import org.obzvon.staff.Tokens;

/// The access filter. Nobody reaches a route without the right that it names: pages need a session, programs need an
/// API key, and a change in a session must carry the session's token, so that another site's page cannot make it.
/// Requests that can be refused without the body are refused before the body is read.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public final class AccessFilter {
  private static final Set<String> VITALS = Set.of("/health", "/prometheus");
  private static final Set<HttpMethod> HARMLESS = EnumSet.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final String BEARER = "Bearer ";

  private final Sessions sessions;
  private final ApiKeys keys;
  private final SessionCookie cookie;
  private final RateLimit limit;
  private final Refusals refusals;

  AccessFilter(Sessions sessions, ApiKeys keys, SessionCookie cookie, RateLimit limit, Refusals refusals) {
    this.sessions = sessions;
    this.keys = keys;
    this.cookie = cookie;
    this.limit = limit;
    this.refusals = refusals;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Nullable
  HttpResponse<?> pass(HttpRequest<?> request) {
    var route = RouteAttributes.getRouteMatch(request);
    if (route.isEmpty() || VITALS.contains(request.getPath())) {
      return null;
    }
    AnnotationMetadata declared = route.get().getAnnotationMetadata();
    if (declared.hasAnnotation(OpenToAll.class)) {
      return Bodies.length(request).orElse(0) > OpenToAll.BODY_AT_MOST ? tooLarge(request) : null;
    }
    Optional<Right> right = declared.enumValue(RequiresRight.class, Right.class);
    if (right.isEmpty()) {
      return refusals.of(request, HttpStatus.FORBIDDEN, "refused.closed");
    }
    Optional<AdmittedRequest> visit = visit(request);
    if (visit.isEmpty()) {
      return whoAreYou(request);
    }
    visit.get().attach(request);
    Optional<Duration> wait = visit.get().caller() instanceof Caller.Program program ? limit.pass(program.key())
        : Optional.empty();
    if (wait.isPresent()) {
      return refusals.of(request, HttpStatus.TOO_MANY_REQUESTS, "refused.often")
          .header(HttpHeaders.RETRY_AFTER, Long.toString(wait.get().plusMillis(999).toSeconds()));
    }
    if (!visit.get().caller().may(right.get())) {
      return refusals.of(request, HttpStatus.FORBIDDEN, "refused.right");
    }
    if (mustChangePassword(visit.get()) && right.get() != Right.OWN_ACCOUNT) {
      return HttpResponse.seeOther(URI.create("/password"));
    }
    int most = declared.intValue(RequiresRight.class, "bodyAtMost").orElse(RequiresRight.USUAL_BODY);
    if (isHarmless(request)) {
      return null;
    }
    boolean counted = declared.isTrue(RequiresRight.class, "counted");
    if (isPacked(request) && !(counted && BodyReceiver.isGzip(request))) {
      return refusals.of(request, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "refused.packed");
    }
    HttpResponse<?> refusal = length(request, most, counted);
    return refusal != null ? refusal
        : change(request, visit.get(), declared.isTrue(RequiresRight.class, "tokenInBody"));
  }

  private static boolean isPacked(HttpRequest<?> request) {
    String encoding = request.getHeaders().get(HttpHeaders.CONTENT_ENCODING);
    return encoding != null && !encoding.equalsIgnoreCase("identity");
  }

  private static boolean isHarmless(HttpRequest<?> request) {
    return HARMLESS.contains(request.getMethod());
  }

  private @Nullable HttpResponse<?> length(HttpRequest<?> request, int most, boolean counted) {
    OptionalLong length = Bodies.length(request);
    if (length.isEmpty()) {
      return counted ? null : refusals.of(request, HttpStatus.LENGTH_REQUIRED, "refused.length");
    }
    return length.getAsLong() > most ? tooLarge(request) : null;
  }

  private HttpResponse<?> tooLarge(HttpRequest<?> request) {
    return refusals.of(request, HttpStatus.REQUEST_ENTITY_TOO_LARGE, "refused.size");
  }

  /// Checks a request that may change something.
  private @Nullable HttpResponse<?> change(HttpRequest<?> request, AdmittedRequest visit, boolean tokenInBody) {
    AdmittedRequest complete = new AdmittedRequest(visit.caller(), visit.token(), Bodies.form(request));
    complete.attach(request);
    if (!(visit.caller() instanceof Caller.Person person)) {
      return null;
    }
    String token = Optional.ofNullable(request.getHeaders().get("X-Csrf-Token"))
        .orElseGet(() -> complete.form().raw("csrf"));
    boolean ours = fromOurPages(request) && (tokenInBody || Tokens.same(token, person.session().csrf()));
    return ours ? null : refusals.of(request, HttpStatus.FORBIDDEN, "refused.csrf");
  }

  /// Returns whether the request may come from our pages by the header that browsers send; other clients send none and
  /// pass.
  public static boolean fromOurPages(HttpRequest<?> request) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    return site == null || site.equals("same-origin") || site.equals("none");
  }

  private static boolean mustChangePassword(AdmittedRequest visit) {
    return visit.caller() instanceof Caller.Person person && person.session().user().standing().changePassword();
  }

  private Optional<AdmittedRequest> visit(HttpRequest<?> request) {
    String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      return authorization.startsWith(BEARER) && authorization.length() < 200
          ? keys.find(authorization.substring(BEARER.length()).strip())
              .map(key -> new AdmittedRequest(key, "", Form.EMPTY))
          : Optional.empty();
    }
    return cookie.read(request)
        .flatMap(token -> sessions.find(token)
            .map(one -> new AdmittedRequest(new Caller.Person(one), token, Form.EMPTY)));
  }

  private HttpResponse<?> whoAreYou(HttpRequest<?> request) {
    if (Refusals.isApi(request) || !request.getMethod().equals(HttpMethod.GET)) {
      return refusals.of(request, HttpStatus.UNAUTHORIZED, "refused.unknown");
    }
    String to = URLEncoder.encode(request.getUri().toString(), StandardCharsets.UTF_8);
    return HttpResponse.seeOther(URI.create("/sign-in?to=" + to));
  }
}
