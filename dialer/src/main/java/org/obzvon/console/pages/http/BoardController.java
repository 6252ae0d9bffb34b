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
import org.obzvon.console.CampaignDesk;
import org.obzvon.console.RestoreDesk;
import org.obzvon.console.Vitals;
import org.obzvon.console.http.LiveStreams;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Pages;
import org.obzvon.staff.Right;
import org.reactivestreams.Publisher;

/// `/board`: how it goes right now.
@Controller("/board")
final class BoardController {
  private final LiveStreams streams;
  private final Vitals vitals;
  private final CampaignDesk desk;
  private final RestoreDesk restores;
  private final Pages pages;

  BoardController(LiveStreams streams, Vitals vitals, CampaignDesk desk, RestoreDesk restores, Pages pages) {
    this.streams = streams;
    this.vitals = vitals;
    this.desk = desk;
    this.restores = restores;
    this.pages = pages;
  }

  @Get
  @Needs(Right.SEE_BOARD)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> board(HttpRequest<?> request) {
    Map<String, Object> numbers = streams.numbers();
    return pages.show(
        request, "board",
        Map.of(
            "numbers", numbers, "lines", vitals.lines(), "doubted", vitals.doubtedLines(), "fresh",
            desk.control().all().isEmpty(), "restored", restores.unconfirmed()));
  }

  @Get("/events")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  @Needs(Right.SEE_BOARD)
  Publisher<Event<String>> events(HttpRequest<?> request) {
    return streams.of(LiveStreams.BOARD, request);
  }
}
