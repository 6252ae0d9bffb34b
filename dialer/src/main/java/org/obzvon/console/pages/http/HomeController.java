package org.obzvon.console.pages.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.List;
import org.obzvon.commands.FormFault;
import org.obzvon.commands.UserUseCases;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.BrowserAccessSettings;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.SessionCookie;
import org.obzvon.console.http.PageContext;
import org.obzvon.console.http.jte.JtepasswordGenerated;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.Language;
import org.obzvon.staff.Right;
import org.obzvon.staff.SignIn;
import org.obzvon.staff.User;

/// The page `/`, which leads to the user's first menu entry, and the pages for the user's own password and language. A
/// language chosen at the sign-in page becomes the user's own when they first enter.
@Controller
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HomeController {
  private final UserUseCases staff;
  private final SignIn signIn;
  private final BrowserAccessSettings doors;
  private final Pages pages;

  HomeController(UserUseCases staff, SignIn signIn, BrowserAccessSettings doors, Pages pages) {
    this.staff = staff;
    this.signIn = signIn;
    this.doors = doors;
    this.pages = pages;
  }

  @Get
  @RequiresRight(Right.OWN_ACCOUNT)
  HttpResponse<?> home(HttpRequest<?> request) {
    User user = AdmittedRequest.of(request).user();
    Pages.chosenLanguage(request).filter(one -> one != user.language())
        .ifPresent(one -> staff.chooseLanguage(user, one));
    return HttpResponse.seeOther(URI.create(Menu.of(pages.view(request)).getFirst().address()));
  }

  @Get("/password")
  @RequiresRight(Right.OWN_ACCOUNT)
  HttpResponse<?> password(HttpRequest<?> request) {
    return form(request, List.of());
  }

  private HttpResponse<?> form(HttpRequest<?> request, List<Problem> problems) {
    PageContext view = pages.view(request);
    boolean must = view.user().filter(user -> user.standing().changePassword()).isPresent();
    return pages.answer(
        request, (html, hooks, reader) -> JtepasswordGenerated.render(html, hooks, reader, must, problems), problems);
  }

  @Post("/password")
  @RequiresRight(Right.OWN_ACCOUNT)
  HttpResponse<?> change(HttpRequest<?> request) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    Form form = visit.form();
    if (!signIn.confirms(visit.user(), form.raw("old"), doors.address(request))) {
      return form(request, List.of(new Problem("old", 0, "", FormFault.PASSWORD_WRONG.with())));
    }
    if (!form.raw("new").equals(form.raw("again"))) {
      return form(request, List.of(new Problem("again", 0, "", FormFault.PASSWORD_DIFFERS.with())));
    }
    try {
      staff.choosePassword(visit.actor(), visit.user(), form.raw("new"));
    } catch (BadInput bad) {
      return form(request, bad.problems());
    }
    return new SessionCookie(doors.behindProxy()).remove(HttpResponse.seeOther(URI.create("/sign-in")));
  }

  @Post("/language")
  @RequiresRight(Right.OWN_ACCOUNT)
  HttpResponse<?> language(HttpRequest<?> request) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    Language language = visit.form().oneOf("language", Language.class);
    staff.chooseLanguage(visit.user(), language);
    return HttpResponse.seeOther(URI.create(FormAnswers.within(visit.form().line("back", 300))))
        .cookie(Pages.languageCookie(language));
  }
}
