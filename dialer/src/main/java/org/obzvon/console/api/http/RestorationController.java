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
import org.obzvon.console.RestoreDesk;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Visit;
import org.obzvon.staff.Right;

/// The restore of the database that waits for a person's confirmation, and the confirmation.
@Controller("/api/v1/restoration")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RestorationController {
  private final ApiDesk desk;
  private final RestoreDesk restores;

  RestorationController(ApiDesk desk, ApiSteps steps) {
    this.desk = desk;
    this.restores = steps.campaigning().restores();
  }

  /// @param confirmed whether campaigns may run
  /// @param takenAt moment whose state was restored; null where nothing waits
  /// @param paused campaigns that run again once a person confirms
  record RestorationView(boolean confirmed, @Nullable Instant takenAt, @Nullable Instant restoredAt, List<String> paused) {}

  @Get
  @Needs(Right.SEE_CAMPAIGNS)
  HttpResponse<?> state(HttpRequest<?> request) {
    return desk.read(
        request, Set.of(),
        _ -> Reply.ok(
            restores.unconfirmed()
                .map(open -> new RestorationView(false, open.takenAt(), open.restoredAt(), open.paused()))
                .orElse(new RestorationView(true, null, null, List.of()))));
  }

  /// The body may be left out.
  @Post("/confirm")
  @Consumes(MediaType.ALL)
  @Needs(Right.RUN_CAMPAIGNS)
  HttpResponse<?> confirm(HttpRequest<?> request, @Nullable @Body byte[] body) {
    return desk.command(
        request, body,
        () -> {
          Restoration open =
              restores.unconfirmed()
                  .orElseThrow(() -> Refusal.missing("there is no restore that waits for a confirmation"));
          List<String> running = restores.confirm(Visit.of(request).actor());
          return Reply.ok(new RestorationView(true, open.takenAt(), open.restoredAt(), running));
        });
  }
}
