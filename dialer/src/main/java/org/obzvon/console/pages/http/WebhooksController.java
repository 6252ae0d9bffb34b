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
import java.util.Optional;
import java.util.UUID;
import org.obzvon.commands.FormFault;
import org.obzvon.commands.WebhookUseCases;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.jte.JtewebhookGenerated;
import org.obzvon.console.http.jte.JtewebhooksGenerated;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.staff.Right;
import org.obzvon.webhook.Deliveries;
import org.obzvon.webhook.DeliveryLog;
import org.obzvon.webhook.Webhook;
import org.obzvon.webhook.WebhookEvent;

/// The pages `/webhooks`: the programs that receive events, and their deliveries. The secret of a new webhook is shown
/// once.
@Controller("/webhooks")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebhooksController {
  private static final int PAGE = 50;
  private static final int LONGEST_ADDRESS = 2_000;

  private final WebhookUseCases desk;
  private final Pages pages;

  WebhooksController(WebhookUseCases desk, Pages pages) {
    this.desk = desk;
    this.pages = pages;
  }

  @Get
  @RequiresRight(Right.SEE_WEBHOOKS)
  HttpResponse<?> list(HttpRequest<?> request) {
    return page(request, "", List.of());
  }

  private HttpResponse<?> page(HttpRequest<?> request, String secret, List<Problem> problems) {
    return pages.answer(
        request, (html, hooks, view) -> JtewebhooksGenerated.render(html, hooks, view, desk.list(), secret, problems),
        problems);
  }

  @Post
  @RequiresRight(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> add(HttpRequest<?> request) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    try {
      String address = visit.form().line("url", LONGEST_ADDRESS);
      var events = new HashSet<>(visit.form().each("event", WebhookEvent.class));
      return page(request, desk.add(visit.actor(), address, events).secret().reveal(), List.of());
    } catch (BadInput bad) {
      return page(request, "", bad.problems());
    }
  }

  @Get("/{id}")
  @RequiresRight(Right.SEE_WEBHOOKS)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable UUID id) {
    return desk.find(id).<HttpResponse<?>>map(webhook -> card(request, webhook)).orElseGet(FormAnswers::missing);
  }

  private HttpResponse<?> card(HttpRequest<?> request, Webhook webhook) {
    Form query = Form.parse(Optional.ofNullable(request.getUri().getRawQuery()).orElse(""));
    Optional<Deliveries.State> state = query.given("state").map(_ -> query.oneOf("state", Deliveries.State.class));
    Optional<UUID> before = query.given("before").map(WebhooksController::id);
    List<DeliveryLog.Entry> log = desk
        .deliveries(new DeliveryLog.Filter(Optional.of(webhook.id()), state, before, PAGE));
    Optional<UUID> next = log.size() < PAGE ? Optional.empty() : Optional.of(log.getLast().id());
    return pages.show(
        request, (html, hooks, view) -> JtewebhookGenerated.render(html, hooks, view, webhook, log, state, next));
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw BadInput.of("delivery", FormFault.DELIVERY.with());
    }
  }

  @Post("/{id}/pause")
  @RequiresRight(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> pause(HttpRequest<?> request, @PathVariable UUID id) {
    return done(desk.pause(AdmittedRequest.of(request).actor(), id), id);
  }

  @Post("/{id}/resume")
  @RequiresRight(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> resume(HttpRequest<?> request, @PathVariable UUID id) {
    return done(desk.resume(AdmittedRequest.of(request).actor(), id), id);
  }

  @Post("/{id}/test")
  @RequiresRight(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> test(HttpRequest<?> request, @PathVariable UUID id) {
    return done(desk.test(AdmittedRequest.of(request).actor(), id).isPresent(), id);
  }

  @Post("/{id}/remove")
  @RequiresRight(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> remove(HttpRequest<?> request, @PathVariable UUID id) {
    return desk.remove(AdmittedRequest.of(request).actor(), id) ? FormAnswers.to("/webhooks") : FormAnswers.missing();
  }

  @Post("/{id}/redeliver")
  @RequiresRight(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> again(HttpRequest<?> request, @PathVariable UUID id) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    return done(desk.again(visit.actor(), id(visit.form().line("delivery"))), id);
  }

  /// Redirects to the webhook also when another user made the same change a moment before.
  private HttpResponse<?> done(boolean done, UUID id) {
    return done || desk.find(id).isPresent() ? FormAnswers.to("/webhooks/" + id) : FormAnswers.missing();
  }
}
