package org.obzvon.console.pages.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.console.TicketDesk;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.Visit;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.reason.Ticket;
import org.obzvon.reason.TicketState;
import org.obzvon.reason.Tickets;
import org.obzvon.staff.Right;

/// `/tickets`: what debtors gave as reasons and a person has to deal with.
@Controller("/tickets")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketPages {
  private final TicketDesk desk;
  private final Pages pages;

  TicketPages(TicketDesk desk, Pages pages) {
    this.desk = desk;
    this.pages = pages;
  }

  @Get
  @Needs(Right.SEE_TICKETS)
  HttpResponse<?> list(HttpRequest<?> request, @QueryValue(defaultValue = "") String all) {
    boolean closedToo = all.equals("true");
    Set<TicketState> states = closedToo ? Set.of() : Tickets.Filter.NOT_CLOSED;
    var filter = new Tickets.Filter(states, Optional.empty(), Optional.empty(), Optional.empty());
    List<Ticket> tickets = desk.page(filter, Optional.empty(), TicketDesk.MOST_LISTED);
    return pages.show(request, "tickets", Map.of("tickets", tickets, "all", closedToo));
  }

  @Get("/{id}")
  @Needs(Right.SEE_TICKETS)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable UUID id) {
    return page(request, id, List.of());
  }

  private HttpResponse<?> page(HttpRequest<?> request, UUID id, List<Problem> problems) {
    Optional<Ticket> ticket = desk.find(id);
    if (ticket.isEmpty()) {
      return Answers.missing();
    }
    Map<String, Object> values = Map.of("ticket", ticket.get());
    return pages.answer(request, "ticket", values, problems);
  }

  @Post("/{id}/answer")
  @Needs(Right.CLOSE_TICKETS)
  HttpResponse<?> answer(HttpRequest<?> request, @PathVariable UUID id) {
    Visit visit = Visit.of(request);
    return moved(request, id, () -> desk.answer(visit.actor(), id, note(visit)));
  }

  @Post("/{id}/close")
  @Needs(Right.CLOSE_TICKETS)
  HttpResponse<?> close(HttpRequest<?> request, @PathVariable UUID id) {
    Visit visit = Visit.of(request);
    return moved(request, id, () -> desk.close(visit.actor(), id, note(visit)));
  }

  private static String note(Visit visit) {
    return visit.form().text("note", TicketDesk.LONGEST_NOTE).strip();
  }

  private HttpResponse<?> moved(HttpRequest<?> request, UUID id, Runnable move) {
    try {
      move.run();
    } catch (BadInput bad) {
      return page(request, id, bad.problems());
    }
    return Answers.to("/tickets/" + id);
  }
}
