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
import java.util.UUID;
import org.obzvon.commands.ApiKeyUseCases;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.jte.JtekeysGenerated;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.staff.Right;
import org.obzvon.staff.ApiKeyScope;

/// The pages `/keys`: the API keys of programs. A new key is shown once.
@Controller("/keys")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeysController {
  private final ApiKeyUseCases keys;
  private final Pages pages;

  KeysController(ApiKeyUseCases keys, Pages pages) {
    this.keys = keys;
    this.pages = pages;
  }

  @Get
  @RequiresRight(Right.MANAGE_KEYS)
  HttpResponse<?> list(HttpRequest<?> request) {
    return page(request, "", List.of());
  }

  private HttpResponse<?> page(HttpRequest<?> request, String secret, List<Problem> problems) {
    return pages.answer(
        request, (html, hooks, view) -> JtekeysGenerated.render(html, hooks, view, keys.all(), secret, problems),
        problems);
  }

  @Post
  @RequiresRight(Right.MANAGE_KEYS)
  HttpResponse<?> make(HttpRequest<?> request) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    try {
      var scopes = new HashSet<>(visit.form().each("scope", ApiKeyScope.class));
      return page(request, keys.make(visit.actor(), visit.form().line("name"), scopes), List.of());
    } catch (BadInput bad) {
      return page(request, "", bad.problems());
    }
  }

  @Post("/{id}/revoke")
  @RequiresRight(Right.MANAGE_KEYS)
  HttpResponse<?> revoke(HttpRequest<?> request, @PathVariable UUID id) {
    keys.revoke(AdmittedRequest.of(request).actor(), id);
    return FormAnswers.to("/keys");
  }
}
