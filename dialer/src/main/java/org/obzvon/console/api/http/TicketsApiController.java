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
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.obzvon.commands.TicketUseCases;
import org.obzvon.console.TicketView;
import org.obzvon.console.api.ApiQuery;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.api.json.JsonBody;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.reason.Ticket;
import org.obzvon.reason.TicketState;
import org.obzvon.reason.Tickets;
import org.obzvon.register.ListPosition;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Right;

/// The routes of tickets: reasons given by debtors that a person has to deal with.
@Controller("/api/v1/tickets")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketsApiController {
  private final ApiRequests desk;
  private final TicketUseCases tickets;

  TicketsApiController(ApiRequests desk, ApiSteps steps) {
    this.desk = desk;
    this.tickets = steps.debtors().tickets();
  }

  private interface Move {
    Ticket by(Actor actor, UUID id, String note);
  }

  @Get
  @RequiresRight(Right.SEE_TICKETS)
  HttpResponse<?> list(HttpRequest<?> request) {
    return desk.read(
        request, Set.of("state", "kind", "account", "limit", "cursor"),
        query -> {
          var filter = new Tickets.Filter(
              states(query), query.text("kind").map(text -> constant("kind", text, NonPaymentReason.values())),
              query.text("account"), Optional.empty());
          return ApiReply.ok(
              PageView.of(
                  query, "tickets " + filter, (after, limit) -> tickets.page(filter, after, limit),
                  new PageView.Shape<>(
                      TicketView::of, (Ticket ticket) -> new ListPosition(ticket.opening().at(), ticket.id()))));
        });
  }

  /// Reads states such as `OPEN,ANSWERED`.
  private static Set<TicketState> states(ApiQuery query) {
    return query.text("state")
        .map(
            text -> Arrays.stream(text.split(",", -1))
                .map(one -> constant("state", one, TicketState.values()))
                .collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  private static <E extends Enum<E>> E constant(String name, String text, E[] known) {
    return Arrays.stream(known)
        .filter(one -> one.name().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new BadInput(
                new Problem(
                    "query", 0, name,
                    "must be one of "
                        + Arrays.stream(known).map(Enum::name).collect(Collectors.joining(", ")))));
  }

  @Get("/{id}")
  @RequiresRight(Right.SEE_TICKETS)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable String id) {
    return desk.read(request, Set.of(), _ -> ApiReply.ok(TicketView.of(found(ApiQuery.id(id)))));
  }

  @Post("/{id}/answer")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresRight(Right.CLOSE_TICKETS)
  HttpResponse<?> answer(HttpRequest<?> request, @PathVariable String id, @Nullable @Body byte[] body) {
    return move(request, id, body, tickets::answer);
  }

  @Post("/{id}/close")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresRight(Right.CLOSE_TICKETS)
  HttpResponse<?> close(HttpRequest<?> request, @PathVariable String id, @Nullable @Body byte[] body) {
    return move(request, id, body, tickets::close);
  }

  private HttpResponse<?> move(HttpRequest<?> request, String id, byte[] body, Move move) {
    byte[] given = ImportInput.bytes(body);
    return desk.change(
        request, given, Set.of(),
        _ -> {
          Ticket ticket = found(ApiQuery.id(id));
          var note = JsonBody.read(given).only("note").get("note");
          String text = note.text(TicketUseCases.LONGEST_NOTE);
          if (text.isBlank()) {
            throw note.bad("says nothing; write what was done");
          }
          try {
            return ApiReply.ok(TicketView.of(move.by(AdmittedRequest.of(request).actor(), ticket.id(), text)));
          } catch (BadInput _) {
            throw Refusal.conflict("the ticket is " + found(ticket.id()).state() + " and does not move that way");
          }
        });
  }

  private Ticket found(UUID id) {
    return tickets.find(id).orElseThrow(() -> Refusal.missing("there is no ticket with this id"));
  }
}
