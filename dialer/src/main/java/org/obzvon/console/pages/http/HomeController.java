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
import java.util.Map;
import org.obzvon.console.FormFault;
import org.obzvon.console.http.Doors;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.SessionCookie;
import org.obzvon.console.http.View;
import org.obzvon.console.http.Visit;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.Language;
import org.obzvon.staff.Right;
import org.obzvon.staff.SignIn;
import org.obzvon.staff.Staff;
import org.obzvon.staff.User;

/// `/`, which leads to where one works, and one's own password and language. The language that was chosen at the door
/// becomes one's own on the first way in.
@Controller
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HomeController {
  private final Staff staff;
  private final SignIn signIn;
  private final Doors doors;
  private final Pages pages;

  HomeController(Staff staff, SignIn signIn, Doors doors, Pages pages) {
    this.staff = staff;
    this.signIn = signIn;
    this.doors = doors;
    this.pages = pages;
  }

  @Get
  @Needs(Right.OWN_ACCOUNT)
  HttpResponse<?> home(HttpRequest<?> request) {
    User user = Visit.of(request).user();
    Pages.chosenLanguage(request).filter(one -> one != user.language()).ifPresent(one -> staff.chooseLanguage(user, one));
    return HttpResponse.seeOther(URI.create(Menu.of(pages.view(request)).getFirst().address()));
  }

  @Get("/password")
  @Needs(Right.OWN_ACCOUNT)
  HttpResponse<?> password(HttpRequest<?> request) {
    return form(request, List.of());
  }

  private HttpResponse<?> form(HttpRequest<?> request, List<Problem> problems) {
    View view = pages.view(request);
    boolean must = view.user().filter(user -> user.standing().changePassword()).isPresent();
    return pages.answer(request, "password", Map.of("must", must), problems);
  }

  @Post("/password")
  @Needs(Right.OWN_ACCOUNT)
  HttpResponse<?> change(HttpRequest<?> request) {
    Visit visit = Visit.of(request);
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
  @Needs(Right.OWN_ACCOUNT)
  HttpResponse<?> language(HttpRequest<?> request) {
    Visit visit = Visit.of(request);
    Language language = visit.form().oneOf("language", Language.class);
    staff.chooseLanguage(visit.user(), language);
    return HttpResponse.seeOther(URI.create(Answers.within(visit.form().line("back", 300))))
        .cookie(Pages.languageCookie(language));
  }
}
