package org.obzvon.console.pages.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.obzvon.console.http.AccessFilter;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.Bodies;
import org.obzvon.console.http.BrowserAccessSettings;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.OpenToAll;
import org.obzvon.console.http.TemplateCall;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.Refusals;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.SessionCookie;
import org.obzvon.console.http.jte.JtesigninGenerated;
import org.obzvon.document.BadInput;
import org.obzvon.register.Language;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Right;
import org.obzvon.staff.Sessions;
import org.obzvon.staff.SignIn;

/// The pages `/sign-in` and `/sign-out`.
@Controller
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignInController {
  private final SignIn signIn;
  private final Sessions sessions;
  private final AuditLog log;
  private final BrowserAccessSettings doors;
  private final Pages pages;
  private final Refusals refusals;

  SignInController(
      SignIn signIn, Sessions sessions, AuditLog log, BrowserAccessSettings doors, Pages pages, Refusals refusals) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.log = log;
    this.doors = doors;
    this.pages = pages;
    this.refusals = refusals;
  }

  @Get("/sign-in")
  @OpenToAll
  HttpResponse<?> ask(
      HttpRequest<?> request, @QueryValue(defaultValue = "") String to, @QueryValue Optional<Language> language) {
    if (language.isPresent()) {
      return HttpResponse.seeOther(URI.create("/sign-in"))
          .cookie(Pages.languageCookie(language.get()));
    }
    return pages.show(request, page(to, ""));
  }

  @Post("/sign-in")
  @OpenToAll
  HttpResponse<?> enter(HttpRequest<?> request) {
    if (!AccessFilter.fromOurPages(request)) {
      return refusals.of(request, HttpStatus.FORBIDDEN, "refused.csrf");
    }
    if (Bodies.length(request).isEmpty()) {
      return refusals.of(request, HttpStatus.LENGTH_REQUIRED, "refused.length");
    }
    Form form = Bodies.form(request);
    String login;
    try {
      login = form.line("login");
    } catch (BadInput _) {
      return again(request, form, pages.view(request).say("sign-in.wrong"));
    }
    String address = doors.address(request);
    return switch (signIn.attempt(login, form.raw("password"), address)) {
      case SignIn.Result.In(var user, var token) -> {
        var actor = new Actor(user.login(), Optional.of(user.id()), Optional.empty());
        log.note(actor, AuditLog.Deed.of("sign in", "user " + user.login(), Map.of("address", address)));
        yield new SessionCookie(doors.behindProxy())
            .set(HttpResponse.seeOther(URI.create(FormAnswers.within(form.line("to")))), token);
      }
      case SignIn.Result.Wrong _ -> again(request, form, pages.view(request).say("sign-in.wrong"));
      case SignIn.Result.Wait(var time) ->
          again(request, form, pages.view(request).say("sign-in.wait", time.toSeconds() + 1));
    };
  }

  private HttpResponse<?> again(HttpRequest<?> request, Form form, String fault) {
    return Pages.ok(pages.again(request, page(form.raw("to"), fault), form)).status(HttpStatus.UNAUTHORIZED);
  }

  private static TemplateCall page(String to, String fault) {
    return (html, hooks, view) -> JtesigninGenerated.render(html, hooks, view, FormAnswers.within(to), "", fault);
  }

  @Post("/sign-out")
  @RequiresRight(Right.OWN_ACCOUNT)
  HttpResponse<?> leave(HttpRequest<?> request) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    log.asOne(
        () -> {
          sessions.close(visit.token());
          log.note(visit.actor(), AuditLog.Deed.of("sign out", "user " + visit.user().login()));
        });
    return new SessionCookie(doors.behindProxy()).remove(HttpResponse.seeOther(URI.create("/sign-in")));
  }
}
