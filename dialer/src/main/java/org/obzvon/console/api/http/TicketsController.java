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
import org.obzvon.console.TicketDesk;
import org.obzvon.console.TicketView;
import org.obzvon.console.api.ApiQuery;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.api.json.JsonBody;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Visit;
import org.obzvon.contact.Reason;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.reason.Ticket;
import org.obzvon.reason.TicketState;
import org.obzvon.reason.Tickets;
import org.obzvon.register.Position;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Right;

/// Tickets: what debtors gave as reasons and a person has to deal with.
@Controller("/api/v1/tickets")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketsController {
  private final ApiDesk desk;
  private final TicketDesk tickets;

  TicketsController(ApiDesk desk, ApiSteps steps) {
    this.desk = desk;
    this.tickets = steps.debtors().tickets();
  }

  private interface Move {
    Ticket by(Actor actor, UUID id, String note);
  }

  @Get
  @Needs(Right.SEE_TICKETS)
  HttpResponse<?> list(HttpRequest<?> request) {
    return desk.read(
        request, Set.of("state", "kind", "account", "limit", "cursor"),
        query -> {
          var filter =
              new Tickets.Filter(
                  states(query), query.text("kind").map(text -> constant("kind", text, Reason.values())),
                  query.text("account"), Optional.empty());
          return Reply.ok(
              PageView.of(
                  query, "tickets " + filter, (after, limit) -> tickets.page(filter, after, limit),
                  new PageView.Shape<>(
                      TicketView::of, (Ticket ticket) -> new Position(ticket.opening().at(), ticket.id()))));
        });
  }

  /// `OPEN,ANSWERED`
  private static Set<TicketState> states(ApiQuery query) {
    return query.text("state")
        .map(
            text ->
                Arrays.stream(text.split(",", -1))
                    .map(one -> constant("state", one, TicketState.values()))
                    .collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  private static <E extends Enum<E>> E constant(String name, String text, E[] known) {
    return Arrays.stream(known)
        .filter(one -> one.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    new Problem(
                        "query", 0, name,
                        "must be one of "
                            + Arrays.stream(known).map(Enum::name).collect(Collectors.joining(", ")))));
  }

  @Get("/{id}")
  @Needs(Right.SEE_TICKETS)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable String id) {
    return desk.read(request, Set.of(), _ -> Reply.ok(TicketView.of(found(ApiQuery.id(id)))));
  }

  @Post("/{id}/answer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Right.CLOSE_TICKETS)
  HttpResponse<?> answer(HttpRequest<?> request, @PathVariable String id, @Nullable @Body byte[] body) {
    return move(request, id, body, tickets::answer);
  }

  @Post("/{id}/close")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Right.CLOSE_TICKETS)
  HttpResponse<?> close(HttpRequest<?> request, @PathVariable String id, @Nullable @Body byte[] body) {
    return move(request, id, body, tickets::close);
  }

  private HttpResponse<?> move(HttpRequest<?> request, String id, byte[] body, Move move) {
    byte[] given = Given.bytes(body);
    return desk.change(
        request, given, Set.of(),
        _ -> {
          Ticket ticket = found(ApiQuery.id(id));
          var note = JsonBody.read(given).only("note").get("note");
          String text = note.text(TicketDesk.LONGEST_NOTE);
          if (text.isBlank()) {
            throw note.bad("says nothing; write what was done");
          }
          try {
            return Reply.ok(TicketView.of(move.by(Visit.of(request).actor(), ticket.id(), text)));
          } catch (BadInput _) {
            throw Refusal.conflict("the ticket is " + found(ticket.id()).state() + " and does not move that way");
          }
        });
  }

  private Ticket found(UUID id) {
    return tickets.find(id).orElseThrow(() -> Refusal.missing("there is no ticket with this id"));
  }
}
