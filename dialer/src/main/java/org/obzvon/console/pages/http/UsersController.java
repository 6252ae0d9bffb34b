package org.obzvon.console.pages.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.obzvon.commands.UserUseCases;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.jte.JteuserGenerated;
import org.obzvon.console.http.jte.JteusersGenerated;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.Language;
import org.obzvon.staff.Right;
import org.obzvon.staff.Role;
import org.obzvon.staff.User;

/// The pages `/users`: the people who may sign in.
@Controller("/users")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class UsersController {
  private final UserUseCases staff;
  private final Pages pages;

  UsersController(UserUseCases staff, Pages pages) {
    this.staff = staff;
    this.pages = pages;
  }

  @Get
  @RequiresRight(Right.MANAGE_USERS)
  HttpResponse<?> list(HttpRequest<?> request) {
    return page(request, "", "", List.of());
  }

  /// @param secret a new password, shown once
  private HttpResponse<?> page(HttpRequest<?> request, String login, String secret, List<Problem> problems) {
    return pages.answer(
        request,
        (html, hooks, view) -> JteusersGenerated.render(html, hooks, view, staff.all(), login, secret, problems),
        problems);
  }

  @Post
  @RequiresRight(Right.MANAGE_USERS)
  HttpResponse<?> add(HttpRequest<?> request) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    try {
      String login = visit.form().line("login", 64);
      return page(request, login, staff.add(visit.actor(), login, particulars(visit.form())), List.of());
    } catch (BadInput bad) {
      return page(request, "", "", bad.problems());
    }
  }

  @Get("/{login}")
  @RequiresRight(Right.MANAGE_USERS)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable String login) {
    return find(login).<HttpResponse<?>>map(user -> card(request, user, List.of())).orElseGet(FormAnswers::missing);
  }

  private HttpResponse<?> card(HttpRequest<?> request, User user, List<Problem> problems) {
    return pages.answer(
        request, (html, hooks, view) -> JteuserGenerated.render(html, hooks, view, user, problems), problems);
  }

  @Post("/{login}")
  @RequiresRight(Right.MANAGE_USERS)
  HttpResponse<?> change(HttpRequest<?> request, @PathVariable String login) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    return command(request, login, user -> staff.change(visit.actor(), user, particulars(visit.form())));
  }

  @Post("/{login}/active")
  @RequiresRight(Right.MANAGE_USERS)
  HttpResponse<?> active(HttpRequest<?> request, @PathVariable String login) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    return command(
        request, login, user -> staff.setActive(visit.actor(), user, visit.form().line("active").equals("yes")));
  }

  @Post("/{login}/password")
  @RequiresRight(Right.MANAGE_USERS)
  HttpResponse<?> password(HttpRequest<?> request, @PathVariable String login) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    return find(login)
        .<HttpResponse<?>>map(user -> page(request, login, staff.resetPassword(visit.actor(), user), List.of()))
        .orElseGet(FormAnswers::missing);
  }

  private HttpResponse<?> command(HttpRequest<?> request, String login, Consumer<User> command) {
    Optional<User> user = find(login);
    if (user.isEmpty()) {
      return FormAnswers.missing();
    }
    try {
      command.accept(user.get());
      return FormAnswers.to("/users");
    } catch (BadInput bad) {
      return card(request, user.get(), bad.problems());
    }
  }

  private Optional<User> find(String login) {
    return staff.all().stream().filter(user -> user.login().equals(login)).findFirst();
  }

  private static UserUseCases.Particulars particulars(Form form) {
    Optional<User.Telephone> telephone = form.given("endpoint").isPresent() || form.given("exchange").isPresent()
        ? Optional.of(new User.Telephone(form.line("exchange"), form.line("endpoint")))
        : Optional.empty();
    return new UserUseCases.Particulars(
        form.line("name"), form.oneOf("role", Role.class), form.oneOf("language", Language.class), telephone,
        new HashSet<>(form.each("speaks", Language.class)));
  }
}
