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
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.Visit;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.Language;
import org.obzvon.staff.Right;
import org.obzvon.staff.Role;
import org.obzvon.staff.Staff;
import org.obzvon.staff.User;

/// `/users`: who may sign in.
@Controller("/users")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class UsersController {
  private final Staff staff;
  private final Pages pages;

  UsersController(Staff staff, Pages pages) {
    this.staff = staff;
    this.pages = pages;
  }

  @Get
  @Needs(Right.MANAGE_USERS)
  HttpResponse<?> list(HttpRequest<?> request) {
    return page(request, "", "", List.of());
  }

  /// @param secret a new password, shown once
  private HttpResponse<?> page(HttpRequest<?> request, String login, String secret, List<Problem> problems) {
    Map<String, Object> values = Map.of("users", staff.all(), "login", login, "secret", secret);
    return pages.answer(request, "users", values, problems);
  }

  @Post
  @Needs(Right.MANAGE_USERS)
  HttpResponse<?> add(HttpRequest<?> request) {
    Visit visit = Visit.of(request);
    try {
      String login = visit.form().line("login", 64);
      return page(request, login, staff.add(visit.actor(), login, particulars(visit.form())), List.of());
    } catch (BadInput bad) {
      return page(request, "", "", bad.problems());
    }
  }

  @Get("/{login}")
  @Needs(Right.MANAGE_USERS)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable String login) {
    return find(login).<HttpResponse<?>>map(user -> card(request, user, List.of())).orElseGet(Answers::missing);
  }

  private HttpResponse<?> card(HttpRequest<?> request, User user, List<Problem> problems) {
    return pages.answer(request, "user", Map.of("user", user), problems);
  }

  @Post("/{login}")
  @Needs(Right.MANAGE_USERS)
  HttpResponse<?> change(HttpRequest<?> request, @PathVariable String login) {
    Visit visit = Visit.of(request);
    return command(request, login, user -> staff.change(visit.actor(), user, particulars(visit.form())));
  }

  @Post("/{login}/active")
  @Needs(Right.MANAGE_USERS)
  HttpResponse<?> active(HttpRequest<?> request, @PathVariable String login) {
    Visit visit = Visit.of(request);
    return command(
        request, login, user -> staff.setActive(visit.actor(), user, visit.form().line("active").equals("yes")));
  }

  @Post("/{login}/password")
  @Needs(Right.MANAGE_USERS)
  HttpResponse<?> password(HttpRequest<?> request, @PathVariable String login) {
    Visit visit = Visit.of(request);
    return find(login)
        .<HttpResponse<?>>map(user -> page(request, login, staff.resetPassword(visit.actor(), user), List.of()))
        .orElseGet(Answers::missing);
  }

  private HttpResponse<?> command(HttpRequest<?> request, String login, Consumer<User> command) {
    Optional<User> user = find(login);
    if (user.isEmpty()) {
      return Answers.missing();
    }
    try {
      command.accept(user.get());
      return Answers.to("/users");
    } catch (BadInput bad) {
      return card(request, user.get(), bad.problems());
    }
  }

  private Optional<User> find(String login) {
    return staff.all().stream().filter(user -> user.login().equals(login)).findFirst();
  }

  private static Staff.Particulars particulars(Form form) {
    Optional<User.Telephone> telephone =
        form.given("endpoint").isPresent() || form.given("exchange").isPresent()
            ? Optional.of(new User.Telephone(form.line("exchange"), form.line("endpoint")))
            : Optional.empty();
    return new Staff.Particulars(
        form.line("name"), form.oneOf("role", Role.class), form.oneOf("language", Language.class), telephone,
        new HashSet<>(form.each("speaks", Language.class)));
  }
}
