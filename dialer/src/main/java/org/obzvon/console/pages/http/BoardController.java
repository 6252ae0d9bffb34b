package org.obzvon.console.pages.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.obzvon.commands.CampaignUseCases;
import org.obzvon.commands.RestoreUseCases;
import org.obzvon.console.Vitals;
import org.obzvon.console.http.LiveStreams;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.jte.JteboardGenerated;
import org.obzvon.staff.Right;
import org.reactivestreams.Publisher;

/// The page `/board`: the live state of the service.
@Controller("/board")
final class BoardController {
  private final LiveStreams streams;
  private final Vitals vitals;
  private final CampaignUseCases desk;
  private final RestoreUseCases restores;
  private final Pages pages;

  BoardController(LiveStreams streams, Vitals vitals, CampaignUseCases desk, RestoreUseCases restores, Pages pages) {
    this.streams = streams;
    this.vitals = vitals;
    this.desk = desk;
    this.restores = restores;
    this.pages = pages;
  }

  @Get
  @RequiresRight(Right.SEE_BOARD)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> board(HttpRequest<?> request) {
    Map<String, Object> numbers = streams.numbers();
    return pages.show(
        request,
        (html, hooks, view) -> JteboardGenerated.render(
            html, hooks, view, restores.unconfirmed(), numbers, vitals.lines(), vitals.doubtedLines(),
            desk.control().all().isEmpty()));
  }

  @Get("/events")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  @RequiresRight(Right.SEE_BOARD)
  Publisher<Event<String>> events(HttpRequest<?> request) {
    return streams.of(LiveStreams.BOARD, request);
  }
}
