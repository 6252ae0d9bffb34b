package org.obzvon.console.pages.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.obzvon.console.FormFault;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.Visit;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.staff.ApiKeys;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Right;
import org.obzvon.staff.Scope;

/// `/keys`: the API keys of programs. A new one is shown once.
@Controller("/keys")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeysController {
  private final ApiKeys keys;
  private final AuditLog log;
  private final Pages pages;

  KeysController(ApiKeys keys, AuditLog log, Pages pages) {
    this.keys = keys;
    this.log = log;
    this.pages = pages;
  }

  @Get
  @Needs(Right.MANAGE_KEYS)
  HttpResponse<?> list(HttpRequest<?> request) {
    return page(request, "", List.of());
  }

  private HttpResponse<?> page(HttpRequest<?> request, String secret, List<Problem> problems) {
    Map<String, Object> values = Map.of("keys", keys.all(), "secret", secret, "problems", problems);
    return Pages.ok(pages.render("keys", pages.view(request), values))
        .status(problems.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
  }

  @Post
  @Needs(Right.MANAGE_KEYS)
  HttpResponse<?> make(HttpRequest<?> request) {
    Visit visit = Visit.of(request);
    try {
      String name = visit.form().line("name");
      Set<Scope> scopes = new HashSet<>(visit.form().each("scope", Scope.class));
      if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}")) {
        throw BadInput.of("name", FormFault.NAME.with(60));
      }
      if (scopes.isEmpty()) {
        throw BadInput.of("scope", FormFault.CHOOSE_ONE.with());
      }
      String key = keys.make(name, scopes, visit.actor().user());
      String words = scopes.stream().map(Scope::name).sorted().collect(Collectors.joining(" "));
      log.note(visit.actor(), AuditLog.Deed.of("key make", "key " + name, Map.of("scopes", words)));
      return page(request, key, List.of());
    } catch (BadInput bad) {
      return page(request, "", bad.problems());
    }
  }

  @Post("/{id}/revoke")
  @Needs(Right.MANAGE_KEYS)
  HttpResponse<?> revoke(HttpRequest<?> request, @PathVariable UUID id) {
    if (keys.revoke(id)) {
      String name = keys.all().stream().filter(key -> key.id().equals(id)).map(ApiKeys.Key::name).findFirst().orElse("");
      log.note(Visit.of(request).actor(), AuditLog.Deed.of("key revoke", "key " + name));
    }
    return Answers.to("/keys");
  }
}
