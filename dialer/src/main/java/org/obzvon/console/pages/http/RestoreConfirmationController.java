package org.obzvon.console.pages.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.obzvon.commands.RestoreUseCases;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.staff.Right;

/// The route `/restore/confirm`: resumes the campaigns after the database was restored from a backup.
@Controller("/restore")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RestoreConfirmationController {
  private final RestoreUseCases desk;

  RestoreConfirmationController(RestoreUseCases desk) {
    this.desk = desk;
  }

  /// Confirms the restore. Somebody else may have confirmed it a moment before; the page that follows shows it.
  @Post("/confirm")
  @RequiresRight(Right.RUN_CAMPAIGNS)
  HttpResponse<?> confirm(HttpRequest<?> request) {
    if (desk.unconfirmed().isPresent()) {
      desk.confirm(AdmittedRequest.of(request).actor());
    }
    return FormAnswers.to("/campaigns");
  }
}
