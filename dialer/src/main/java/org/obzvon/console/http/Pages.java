package org.obzvon.console.http;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.obzvon.console.Phrases;
import org.obzvon.document.Problem;
import org.obzvon.register.Language;
import org.obzvon.staff.Caller;
import org.obzvon.staff.Session;
import org.obzvon.staff.User;

/// Turns a template and its values into a page; whatever a value holds is escaped by the place it stands in.
public final class Pages {
  private static final String LANGUAGE_COOKIE = "obzvon-language";
  private static final long LANGUAGE_SECONDS = 31_536_000;
  private static final MediaType HTML = MediaType.of("text/html; charset=utf-8");

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.obzvon.console.http.jte");
  private final Map<Language, Phrases> phrases;
  private final Assets assets;

  public Pages(Map<Language, Phrases> phrases, Assets assets) {
    this.phrases = Map.copyOf(phrases);
    this.assets = assets;
  }

  public HttpResponse<String> show(HttpRequest<?> request, String template, Map<String, Object> values) {
    return ok(render(template, view(request), values));
  }

  /// The page after a command. Where something is wrong it answers with 400, and the form that was sent keeps what was
  /// typed into it.
  public MutableHttpResponse<String> answer(
      HttpRequest<?> request, String template, Map<String, Object> values, List<Problem> problems) {
    Form sent = Visit.isKnown(request) ? Visit.of(request).form() : Form.EMPTY;
    return answer(request, template, values, problems, sent);
  }

  /// @param sent a form that the request did not bring as its body
  public MutableHttpResponse<String> answer(
      HttpRequest<?> request, String template, Map<String, Object> values, List<Problem> problems, Form sent) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("problems", problems);
    String page = render(template, view(request), all);
    return problems.isEmpty()
        ? ok(page)
        : ok(RefusedForm.filled(page, request.getPath(), sent)).status(HttpStatus.BAD_REQUEST);
  }

  /// A form that is sent to the request's own address again, with what was typed into it.
  public String again(HttpRequest<?> request, String template, Map<String, Object> values, Form sent) {
    return RefusedForm.filled(render(template, view(request), values), request.getPath(), sent);
  }

  public static MutableHttpResponse<String> ok(String page) {
    return HttpResponse.ok(page).contentType(HTML);
  }

  public String render(String template, View view, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("v", view);
    StringOutput page = new StringOutput();
    engine.render(template + ".jte", all, page);
    return page.toString();
  }

  public View view(HttpRequest<?> request) {
    Optional<Session> session =
        Visit.isKnown(request) && Visit.of(request).caller() instanceof Caller.Person person
            ? Optional.of(person.session())
            : Optional.empty();
    Language language = session.map(one -> of(one.user(), request)).orElseGet(() -> chosen(request));
    return new View(phrases.get(language), session, request.getPath(), assets.version());
  }

  /// Whoever still has to choose a password is spoken to as he chose at the door.
  private static Language of(User user, HttpRequest<?> request) {
    return user.standing().changePassword() ? chosenLanguage(request).orElse(user.language()) : user.language();
  }

  public Phrases in(Language language) {
    return phrases.get(language);
  }

  String english(String key) {
    return phrases.get(Language.EN).say(key);
  }

  /// By cookie, else as the browser asks, else English.
  private static Language chosen(HttpRequest<?> request) {
    String asked = Optional.ofNullable(request.getHeaders().get("Accept-Language")).orElse("");
    return chosenLanguage(request).or(() -> tagged(asked)).orElse(Language.EN);
  }

  /// What somebody chose in this browser, before sign-in or after.
  public static Optional<Language> chosenLanguage(HttpRequest<?> request) {
    return request.getCookies().findCookie(LANGUAGE_COOKIE).map(Cookie::getValue).flatMap(Pages::tagged);
  }

  public static Cookie languageCookie(Language language) {
    return Cookie.of(LANGUAGE_COOKIE, language.tag()).sameSite(SameSite.Lax).path("/").maxAge(LANGUAGE_SECONDS);
  }

  private static Optional<Language> tagged(String text) {
    for (Language language : Language.values()) {
      if (text.toLowerCase(Locale.ROOT).startsWith(language.tag())) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
