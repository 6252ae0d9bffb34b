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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.commands.TicketUseCases;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.jte.JteticketGenerated;
import org.obzvon.console.http.jte.JteticketsGenerated;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.reason.Ticket;
import org.obzvon.reason.TicketState;
import org.obzvon.reason.Tickets;
import org.obzvon.staff.Right;

/// The pages `/tickets`: reasons of debtors that a person has to deal with.
@Controller("/tickets")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketPages {
  private final TicketUseCases desk;
  private final Pages pages;

  TicketPages(TicketUseCases desk, Pages pages) {
    this.desk = desk;
    this.pages = pages;
  }

  @Get
  @RequiresRight(Right.SEE_TICKETS)
  HttpResponse<?> list(HttpRequest<?> request, @QueryValue(defaultValue = "") String all) {
    boolean closedToo = all.equals("true");
    Set<TicketState> states = closedToo ? Set.of() : Tickets.Filter.NOT_CLOSED;
    var filter = new Tickets.Filter(states, Optional.empty(), Optional.empty(), Optional.empty());
    List<Ticket> tickets = desk.page(filter, Optional.empty(), TicketUseCases.MOST_LISTED);
    return pages.show(
        request, (html, hooks, view) -> JteticketsGenerated.render(html, hooks, view, tickets, closedToo));
  }

  @Get("/{id}")
  @RequiresRight(Right.SEE_TICKETS)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable UUID id) {
    return page(request, id, List.of());
  }

  private HttpResponse<?> page(HttpRequest<?> request, UUID id, List<Problem> problems) {
    Optional<Ticket> ticket = desk.find(id);
    if (ticket.isEmpty()) {
      return FormAnswers.missing();
    }
    return pages.answer(
        request, (html, hooks, view) -> JteticketGenerated.render(html, hooks, view, ticket.get(), problems),
        problems);
  }

  @Post("/{id}/answer")
  @RequiresRight(Right.CLOSE_TICKETS)
  HttpResponse<?> answer(HttpRequest<?> request, @PathVariable UUID id) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    return moved(request, id, () -> desk.answer(visit.actor(), id, note(visit)));
  }

  @Post("/{id}/close")
  @RequiresRight(Right.CLOSE_TICKETS)
  HttpResponse<?> close(HttpRequest<?> request, @PathVariable UUID id) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    return moved(request, id, () -> desk.close(visit.actor(), id, note(visit)));
  }

  private static String note(AdmittedRequest visit) {
    return visit.form().text("note", TicketUseCases.LONGEST_NOTE).strip();
  }

  private HttpResponse<?> moved(HttpRequest<?> request, UUID id, Runnable move) {
    try {
      move.run();
    } catch (BadInput bad) {
      return page(request, id, bad.problems());
    }
    return FormAnswers.to("/tickets/" + id);
  }
}
