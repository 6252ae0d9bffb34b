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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.console.FormFault;
import org.obzvon.console.HookDesk;
import org.obzvon.console.http.Form;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.Visit;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.staff.Right;
import org.obzvon.webhook.Deliveries;
import org.obzvon.webhook.DeliveryLog;
import org.obzvon.webhook.Event;
import org.obzvon.webhook.Webhook;

/// `/webhooks`: which programs are told what happens, and what became of it. The secret of a new one is shown once.
@Controller("/webhooks")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebhooksController {
  private static final int PAGE = 50;
  private static final int LONGEST_ADDRESS = 2_000;

  private final HookDesk desk;
  private final Pages pages;

  WebhooksController(HookDesk desk, Pages pages) {
    this.desk = desk;
    this.pages = pages;
  }

  @Get
  @Needs(Right.SEE_WEBHOOKS)
  HttpResponse<?> list(HttpRequest<?> request) {
    return page(request, "", List.of());
  }

  private HttpResponse<?> page(HttpRequest<?> request, String secret, List<Problem> problems) {
    Map<String, Object> values =
        Map.of("webhooks", desk.list(), "secret", secret);
    return pages.answer(request, "webhooks", values, problems);
  }

  @Post
  @Needs(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> add(HttpRequest<?> request) {
    Visit visit = Visit.of(request);
    try {
      String address = visit.form().line("url", LONGEST_ADDRESS);
      var events = new HashSet<>(visit.form().each("event", Event.class));
      return page(request, desk.add(visit.actor(), address, events).secret().reveal(), List.of());
    } catch (BadInput bad) {
      return page(request, "", bad.problems());
    }
  }

  @Get("/{id}")
  @Needs(Right.SEE_WEBHOOKS)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable UUID id) {
    return desk.find(id).<HttpResponse<?>>map(webhook -> card(request, webhook)).orElseGet(Answers::missing);
  }

  private HttpResponse<?> card(HttpRequest<?> request, Webhook webhook) {
    Form query = Form.parse(Optional.ofNullable(request.getUri().getRawQuery()).orElse(""));
    Optional<Deliveries.State> state =
        query.given("state").map(_ -> query.oneOf("state", Deliveries.State.class));
    Optional<UUID> before = query.given("before").map(WebhooksController::id);
    List<DeliveryLog.Entry> log =
        desk.deliveries(new DeliveryLog.Filter(Optional.of(webhook.id()), state, before, PAGE));
    Map<String, Object> values = new HashMap<>();
    values.put("webhook", webhook);
    values.put("entries", log);
    values.put("state", state);
    values.put("next", log.size() < PAGE ? Optional.empty() : Optional.of(log.getLast().id()));
    return pages.show(request, "webhook", values);
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw BadInput.of("delivery", FormFault.DELIVERY.with());
    }
  }

  @Post("/{id}/pause")
  @Needs(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> pause(HttpRequest<?> request, @PathVariable UUID id) {
    return done(desk.pause(Visit.of(request).actor(), id), id);
  }

  @Post("/{id}/resume")
  @Needs(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> resume(HttpRequest<?> request, @PathVariable UUID id) {
    return done(desk.resume(Visit.of(request).actor(), id), id);
  }

  @Post("/{id}/test")
  @Needs(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> test(HttpRequest<?> request, @PathVariable UUID id) {
    return done(desk.test(Visit.of(request).actor(), id).isPresent(), id);
  }

  @Post("/{id}/remove")
  @Needs(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> remove(HttpRequest<?> request, @PathVariable UUID id) {
    return desk.remove(Visit.of(request).actor(), id) ? Answers.to("/webhooks") : Answers.missing();
  }

  @Post("/{id}/redeliver")
  @Needs(Right.MANAGE_WEBHOOKS)
  HttpResponse<?> again(HttpRequest<?> request, @PathVariable UUID id) {
    Visit visit = Visit.of(request);
    return done(desk.again(visit.actor(), id(visit.form().line("delivery"))), id);
  }

  /// Two who press at once find the same page.
  private HttpResponse<?> done(boolean done, UUID id) {
    return done || desk.find(id).isPresent() ? Answers.to("/webhooks/" + id) : Answers.missing();
  }
}
