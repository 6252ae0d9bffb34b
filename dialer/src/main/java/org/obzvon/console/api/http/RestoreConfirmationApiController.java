package org.obzvon.console.api.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.obzvon.backup.Restorations.Restoration;
import org.obzvon.commands.RestoreUseCases;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.staff.Right;

/// The routes of the database restore that waits for a person's confirmation.
@Controller("/api/v1/restoration")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RestoreConfirmationApiController {
  private final ApiRequests desk;
  private final RestoreUseCases restores;

  RestoreConfirmationApiController(ApiRequests desk, ApiSteps steps) {
    this.desk = desk;
    this.restores = steps.campaigning().restores();
  }

  /// @param confirmed whether campaigns may run
  /// @param takenAt moment whose state was restored; null where no restore waits
  /// @param paused campaigns that resume once a person confirms
  record RestorationView(boolean confirmed, @Nullable Instant takenAt, @Nullable Instant restoredAt,
      List<String> paused) {}

  @Get
  @RequiresRight(Right.SEE_CAMPAIGNS)
  HttpResponse<?> state(HttpRequest<?> request) {
    return desk.read(
        request, Set.of(),
        _ -> ApiReply.ok(
            restores.unconfirmed()
                .map(open -> new RestorationView(false, open.takenAt(), open.restoredAt(), open.paused()))
                .orElse(new RestorationView(true, null, null, List.of()))));
  }

  /// The body may be left out.
  @Post("/confirm")
  @Consumes(MediaType.ALL)
  @RequiresRight(Right.RUN_CAMPAIGNS)
  HttpResponse<?> confirm(HttpRequest<?> request, @Nullable @Body byte[] body) {
    return desk.command(
        request, body,
        () -> {
          Restoration open = restores.unconfirmed()
              .orElseThrow(() -> Refusal.missing("there is no restore that waits for a confirmation"));
          List<String> running = restores.confirm(AdmittedRequest.of(request).actor());
          return ApiReply.ok(new RestorationView(true, open.takenAt(), open.restoredAt(), running));
        });
  }
}
