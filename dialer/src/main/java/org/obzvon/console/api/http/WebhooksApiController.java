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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.obzvon.commands.WebhookUseCases;
import org.obzvon.console.api.ApiQuery;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.api.json.JsonBody;
import org.obzvon.console.api.json.JsonValue;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Right;
import org.obzvon.webhook.Deliveries;
import org.obzvon.webhook.DeliveryLog;
import org.obzvon.webhook.Webhook;
import org.obzvon.webhook.WebhookEvent;

/// The routes of webhooks and their deliveries. The secret is in the answer that adds a webhook and nowhere else, not
/// even in the repetition of that answer.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebhooksApiController {
  private static final int LONGEST_ADDRESS = 2_000;

  private final ApiRequests desk;
  private final WebhookUseCases webhooks;

  WebhooksApiController(ApiRequests desk, ApiSteps steps) {
    this.desk = desk;
    this.webhooks = steps.house().webhooks();
  }

  @Get("/webhooks")
  @RequiresRight(Right.SEE_WEBHOOKS)
  HttpResponse<?> list(HttpRequest<?> request) {
    return desk.read(
        request, Set.of(),
        _ -> ApiReply.ok(new WebhookView.Listed(webhooks.list().stream().map(WebhookView::of).toList())));
  }

  @Get("/webhooks/{id}")
  @RequiresRight(Right.SEE_WEBHOOKS)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable String id) {
    return desk.read(request, Set.of(), _ -> ApiReply.ok(WebhookView.of(found(ApiQuery.id(id)))));
  }

  @Post("/webhooks")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresRight(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> add(HttpRequest<?> request, @Nullable @Body byte[] body) {
    byte[] given = ImportInput.bytes(body);
    return desk.change(
        request, given, Set.of(),
        _ -> {
          JsonValue root = JsonBody.read(given).only("url", "events");
          String url = root.get("url").text(LONGEST_ADDRESS);
          List<WebhookEvent> events = root.get("events").each(WebhookEvent.told().size(), WebhooksApiController::event);
          Webhook added = webhooks.add(actor(request), url, new HashSet<>(events));
          return ApiReply.created(WebhookView.withSecret(added), WebhookView.withheld(added));
        });
  }

  private static WebhookEvent event(JsonValue value) {
    return WebhookEvent.find(value.text(20))
        .filter(WebhookEvent.told()::contains)
        .orElseThrow(() -> value.bad("must be one of " + WebhookEvent.words()));
  }

  @Post("/webhooks/{id}/pause")
  @Consumes(MediaType.ALL)
  @RequiresRight(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> pause(HttpRequest<?> request, @PathVariable String id, @Nullable @Body byte[] body) {
    return command(request, id, body, webhooks::pause, "the webhook is paused already");
  }

  @Post("/webhooks/{id}/resume")
  @Consumes(MediaType.ALL)
  @RequiresRight(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> resume(HttpRequest<?> request, @PathVariable String id, @Nullable @Body byte[] body) {
    return command(request, id, body, webhooks::resume, "the webhook is not paused");
  }

  @Post("/webhooks/{id}/remove")
  @Consumes(MediaType.ALL)
  @RequiresRight(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> remove(HttpRequest<?> request, @PathVariable String id, @Nullable @Body byte[] body) {
    return command(request, id, body, webhooks::remove, "the webhook was removed already");
  }

  @Post("/webhooks/{id}/test")
  @Consumes(MediaType.ALL)
  @RequiresRight(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> test(HttpRequest<?> request, @PathVariable String id, @Nullable @Body byte[] body) {
    BiFunction<Actor, UUID, Boolean> test = (actor, webhook) -> webhooks.test(actor, webhook).isPresent();
    return command(request, id, body, test, "the webhook is paused and is told nothing");
  }

  /// Carries out a command and answers with the webhook as it was found.
  private HttpResponse<?> command(
      HttpRequest<?> request, String id, byte[] body, BiFunction<Actor, UUID, Boolean> command, String otherwise) {
    return desk.command(
        request, body,
        () -> {
          Webhook webhook = found(ApiQuery.id(id));
          if (!command.apply(actor(request), webhook.id())) {
            throw Refusal.conflict(otherwise);
          }
          return ApiReply.ok(WebhookView.of(webhooks.find(webhook.id()).orElse(webhook)));
        });
  }

  @Get("/webhook-deliveries")
  @RequiresRight(Right.SEE_WEBHOOKS)
  HttpResponse<?> deliveries(HttpRequest<?> request) {
    return desk.read(
        request, Set.of("webhook", "state", "before", "limit"),
        query -> {
          var filter = new DeliveryLog.Filter(
              id(query, "webhook"), query.text("state").map(WebhooksApiController::state), id(query, "before"),
              query.limit());
          return ApiReply.ok(
              new WebhookView.Log(webhooks.deliveries(filter).stream().map(WebhookView.Delivery::of).toList()));
        });
  }

  private static Optional<UUID> id(ApiQuery query, String name) {
    try {
      return query.text(name).map(ApiQuery::id);
    } catch (Refusal _) {
      throw new BadInput(new Problem("query", 0, name, "must be an id"));
    }
  }

  private static Deliveries.State state(String word) {
    try {
      return Deliveries.State.valueOf(word);
    } catch (IllegalArgumentException _) {
      throw new BadInput(new Problem("query", 0, "state", "must be one of " + List.of(Deliveries.State.values())));
    }
  }

  @Post("/webhook-deliveries/{id}/redeliver")
  @Consumes(MediaType.ALL)
  @RequiresRight(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> again(HttpRequest<?> request, @PathVariable String id, @Nullable @Body byte[] body) {
    return desk.command(
        request, body,
        () -> {
          if (!webhooks.again(actor(request), ApiQuery.id(id))) {
            throw Refusal.missing("there is no delivery with this id that is over");
          }
          return ApiReply.ok(new WebhookView.Redelivered(ApiQuery.id(id)));
        });
  }

  private Webhook found(UUID id) {
    return webhooks.find(id).orElseThrow(() -> Refusal.missing("there is no webhook with this id"));
  }

  private static Actor actor(HttpRequest<?> request) {
    return AdmittedRequest.of(request).actor();
  }
}
