package org.obzvon.console.http;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
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

/// Renders pages. Every value is escaped for the place in which it appears.
public final class Pages {
  private static final String LANGUAGE_COOKIE = "obzvon-language";
  private static final long LANGUAGE_SECONDS = 31_536_000;
  private static final MediaType HTML = MediaType.of("text/html; charset=utf-8");

  private final Map<Language, Phrases> phrases;
  private final Assets assets;

  public Pages(Map<Language, Phrases> phrases, Assets assets) {
    this.phrases = Map.copyOf(phrases);
    this.assets = assets;
  }

  public HttpResponse<String> show(HttpRequest<?> request, TemplateCall page) {
    return ok(render(page, view(request)));
  }

  /// Returns the page after a command. If there are problems the status is 400, and the sent form keeps the typed
  /// values.
  public MutableHttpResponse<String> answer(HttpRequest<?> request, TemplateCall page, List<Problem> problems) {
    Form sent = AdmittedRequest.isKnown(request) ? AdmittedRequest.of(request).form() : Form.EMPTY;
    return answer(request, page, problems, sent);
  }

  /// @param sent a form that the request did not bring as its body
  public MutableHttpResponse<String> answer(HttpRequest<?> request, TemplateCall page, List<Problem> problems,
      Form sent) {
    String text = render(page, view(request));
    return problems.isEmpty()
        ? ok(text)
        : ok(RefusedFormPage.filled(text, request.getPath(), sent)).status(HttpStatus.BAD_REQUEST);
  }

  /// Returns the page with a form that is sent to the request's own address again, with the typed values.
  public String again(HttpRequest<?> request, TemplateCall page, Form sent) {
    return RefusedFormPage.filled(render(page, view(request)), request.getPath(), sent);
  }

  public static MutableHttpResponse<String> ok(String page) {
    return HttpResponse.ok(page).contentType(HTML);
  }

  public String render(TemplateCall page, PageContext view) {
    StringOutput text = new StringOutput();
    page.render(new OwaspHtmlTemplateOutput(text), null, view);
    return text.toString();
  }

  public PageContext view(HttpRequest<?> request) {
    Optional<Session> session = AdmittedRequest.isKnown(request)
        && AdmittedRequest.of(request).caller() instanceof Caller.Person person
            ? Optional.of(person.session())
            : Optional.empty();
    Language language = session.map(one -> of(one.user(), request)).orElseGet(() -> chosen(request));
    return new PageContext(phrases.get(language), session, request.getPath(), assets.version());
  }

  /// Returns the language chosen before sign-in for a user who still has to choose a password.
  private static Language of(User user, HttpRequest<?> request) {
    return user.standing().changePassword() ? chosenLanguage(request).orElse(user.language()) : user.language();
  }

  public Phrases in(Language language) {
    return phrases.get(language);
  }

  String english(String key) {
    return phrases.get(Language.EN).say(key);
  }

  /// Returns the language of the cookie, else the one the browser asks for, else English.
  private static Language chosen(HttpRequest<?> request) {
    String asked = Optional.ofNullable(request.getHeaders().get("Accept-Language")).orElse("");
    return chosenLanguage(request).or(() -> tagged(asked)).orElse(Language.EN);
  }

  /// Returns the language chosen in this browser, before sign-in or after.
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
