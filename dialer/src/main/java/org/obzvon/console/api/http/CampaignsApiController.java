package org.obzvon.console.api.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.api.StorableText;
import org.obzvon.console.api.json.JsonBody;
import org.obzvon.console.api.json.JsonValue;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Right;

/// The routes of campaigns. They take the file of `dialer campaign create` and offer the same commands.
@Controller("/api/v1/campaigns")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CampaignsApiController {
  private static final int LONGEST_NAME = 63;

  private final ApiRequests desk;
  private final ApiSteps.Campaigning campaigning;

  CampaignsApiController(ApiRequests desk, ApiSteps steps) {
    this.desk = desk;
    this.campaigning = steps.campaigning();
  }

  @Get
  @RequiresRight(Right.SEE_CAMPAIGNS)
  HttpResponse<?> list(HttpRequest<?> request) {
    return desk.read(
        request, Set.of(),
        _ -> ApiReply.ok(new CampaignView.Listed(campaigning.campaigns().all().stream().map(this::view).toList())));
  }

  @Get("/{name}")
  @RequiresRight(Right.SEE_CAMPAIGNS)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable String name) {
    return desk.read(request, Set.of(), _ -> ApiReply.ok(view(named(name))));
  }

  @Get("/{name}/dry-run")
  @RequiresRight(Right.SEE_CAMPAIGNS)
  HttpResponse<?> dryRun(HttpRequest<?> request, @PathVariable String name) {
    return desk.read(
        request, Set.of(), _ -> ApiReply.ok(
            CampaignView.DryRunView.of(campaigning.desk().control().dryRun(named(name)))));
  }

  @Post
  @Consumes({"application/yaml", "text/yaml"})
  @RequiresRight(Right.RUN_CAMPAIGNS)
  HttpResponse<?> create(HttpRequest<?> request, @Nullable @Body byte[] body) {
    byte[] given = ImportInput.bytes(body);
    return desk.change(
        request, given, Set.of(),
        _ -> {
          String text = ImportInput.text(given);
          String name = campaigning.desk().control().read(ImportInput.NAME, text).name();
          if (campaigning.campaigns().find(name).isPresent()) {
            throw Refusal.conflict("there is a campaign '" + name + "' already");
          }
          return ApiReply.created(view(campaigning.desk().create(actor(request), ImportInput.NAME, text)));
        });
  }

  /// The body may be left out.
  @Post("/{name}/start")
  @Consumes(MediaType.ALL)
  @RequiresRight(Right.RUN_CAMPAIGNS)
  HttpResponse<?> start(HttpRequest<?> request, @PathVariable String name, @Nullable @Body byte[] body) {
    byte[] given = ImportInput.bytes(body);
    return desk.change(
        request, given, Set.of(),
        _ -> moved(
            name, CampaignState.RUNNING,
            campaign -> campaigning.desk().start(actor(request), campaign, underpoweredAnyway(given))));
  }

  private static boolean underpoweredAnyway(byte[] body) {
    return body.length > 0
        && JsonBody.read(body).only("underpowered_anyway").find("underpowered_anyway").map(JsonValue::flag)
            .orElse(false);
  }

  @Post("/{name}/pause")
  @Consumes(MediaType.ALL)
  @RequiresRight(Right.RUN_CAMPAIGNS)
  HttpResponse<?> pause(HttpRequest<?> request, @PathVariable String name, @Nullable @Body byte[] body) {
    return moveWithoutBody(request, name, body, CampaignState.PAUSED);
  }

  /// Stops the campaign permanently and cancels its waiting contacts.
  @Post("/{name}/stop")
  @Consumes(MediaType.ALL)
  @RequiresRight(Right.RUN_CAMPAIGNS)
  HttpResponse<?> stop(HttpRequest<?> request, @PathVariable String name, @Nullable @Body byte[] body) {
    return moveWithoutBody(request, name, body, CampaignState.STOPPED);
  }

  private HttpResponse<?> moveWithoutBody(
      HttpRequest<?> request, String name, @Nullable byte[] body, CampaignState to) {
    return desk.command(
        request, body,
        () -> moved(name, to, campaign -> campaigning.desk().move(actor(request), campaign, to)));
  }

  private ApiReply moved(String name, CampaignState to, Consumer<Campaign> command) {
    Campaign before = named(name);
    if (!before.state().next().contains(to)) {
      throw Refusal.conflict(
          "the campaign is " + before.state() + " and cannot become " + to + "; possible from here: "
              + before.state().next());
    }
    command.accept(before);
    return ApiReply.ok(view(named(name)));
  }

  private CampaignView view(Campaign campaign) {
    return CampaignView.of(campaign, campaigning.desk().control().warnings(campaign.definition()));
  }

  private static Actor actor(HttpRequest<?> request) {
    return AdmittedRequest.of(request).actor();
  }

  private Campaign named(String name) {
    return Optional.of(name)
        .filter(word -> StorableText.fault(word, LONGEST_NAME).isEmpty())
        .flatMap(campaigning.campaigns()::find)
        .orElseThrow(() -> Refusal.missing("there is no campaign of this name"));
  }
}
