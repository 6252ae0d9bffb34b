package org.obzvon.console.pages.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.obzvon.console.RestoreDesk;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Visit;
import org.obzvon.staff.Right;

/// `/restore/confirm`: campaigns go on after the database was restored from a backup.
@Controller("/restore")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RestoreController {
  private final RestoreDesk desk;

  RestoreController(RestoreDesk desk) {
    this.desk = desk;
  }

  /// Somebody else may have confirmed a moment before: the page that follows shows it.
  @Post("/confirm")
  @Needs(Right.RUN_CAMPAIGNS)
  HttpResponse<?> confirm(HttpRequest<?> request) {
    if (desk.unconfirmed().isPresent()) {
      desk.confirm(Visit.of(request).actor());
    }
    return Answers.to("/campaigns");
  }
}
