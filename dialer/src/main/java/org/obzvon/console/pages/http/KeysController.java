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
import java.util.UUID;
import org.obzvon.console.KeyDesk;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.Visit;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.staff.Right;
import org.obzvon.staff.Scope;

/// `/keys`: the API keys of programs. A new one is shown once.
@Controller("/keys")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeysController {
  private final KeyDesk keys;
  private final Pages pages;

  KeysController(KeyDesk keys, Pages pages) {
    this.keys = keys;
    this.pages = pages;
  }

  @Get
  @Needs(Right.MANAGE_KEYS)
  HttpResponse<?> list(HttpRequest<?> request) {
    return page(request, "", List.of());
  }

  private HttpResponse<?> page(HttpRequest<?> request, String secret, List<Problem> problems) {
    Map<String, Object> values = Map.of("keys", keys.all(), "secret", secret);
    return pages.answer(request, "keys", values, problems);
  }

  @Post
  @Needs(Right.MANAGE_KEYS)
  HttpResponse<?> make(HttpRequest<?> request) {
    Visit visit = Visit.of(request);
    try {
      var scopes = new HashSet<>(visit.form().each("scope", Scope.class));
      return page(request, keys.make(visit.actor(), visit.form().line("name"), scopes), List.of());
    } catch (BadInput bad) {
      return page(request, "", bad.problems());
    }
  }

  @Post("/{id}/revoke")
  @Needs(Right.MANAGE_KEYS)
  HttpResponse<?> revoke(HttpRequest<?> request, @PathVariable UUID id) {
    keys.revoke(Visit.of(request).actor(), id);
    return Answers.to("/keys");
  }
}
