package org.obzvon.webhook.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.obzvon.webhook.Fact;
import org.obzvon.webhook.WebhookEvent;

/// Writes a fact as it is sent: `{"id": …, "event": …, "at": …, "data": {…}}`. The id is the delivery's: a receiver
/// that has seen it has received the fact already. A member without a value is null.
public final class FactJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private FactJson() {}

  public static byte[] write(UUID delivery, Fact fact) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("id", delivery.toString());
    root.put("event", event(fact).word());
    root.put("at", fact.at().toString());
    data(fact, root.putObject("data"));
    try {
      return MAPPER.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static WebhookEvent event(Fact fact) {
    return switch (fact) {
      case Fact.Outcome _ -> WebhookEvent.OUTCOME;
      case Fact.Promised _ -> WebhookEvent.PROMISE;
      case Fact.OptedOut _ -> WebhookEvent.OPT_OUT;
      case Fact.TicketOpened _ -> WebhookEvent.TICKET_OPENED;
      case Fact.TicketClosed _ -> WebhookEvent.TICKET_CLOSED;
      case Fact.LineChanged _ -> WebhookEvent.LINE_CHANGED;
      case Fact.Trial _ -> WebhookEvent.TEST;
    };
  }

  private static void data(Fact fact, ObjectNode data) {
    switch (fact) {
      case Fact.Outcome outcome -> {
        data.put("attempt", outcome.attempt().toString());
        place(outcome.place(), data);
        data.put("channel", outcome.channel().name());
        data.put("outcome", outcome.outcome());
        data.put("detail", outcome.detail().orElse(null));
        data.put("reason", outcome.reason().orElse(null));
        data.put("answered_at", outcome.answeredAt().map(Object::toString).orElse(null));
      }
      case Fact.Promised promised -> {
        data.put("promise", promised.promise().toString());
        data.put("attempt", promised.attempt().toString());
        place(promised.place(), data);
        data.put("day", promised.day().toString());
        data.put("amount", promised.amount().amount().toPlainString());
        data.put("currency", promised.amount().currency().getCurrencyCode());
      }
      case Fact.OptedOut stop -> {
        data.put("suppression", stop.stop().toString());
        data.put("account", stop.account().orElse(null));
        data.put("phone", stop.phone().orElse(null));
        data.put("kind", stop.kind());
      }
      case Fact.TicketOpened ticket -> {
        data.put("ticket", ticket.ticket().toString());
        data.put("attempt", ticket.attempt().map(UUID::toString).orElse(null));
        data.put("account", ticket.account());
        data.put("kind", ticket.kind());
        data.put("heard_by", ticket.heardBy());
        data.put("words", ticket.words());
      }
      case Fact.TicketClosed ticket -> {
        data.put("ticket", ticket.ticket().toString());
        data.put("account", ticket.account());
        data.put("kind", ticket.kind());
        data.put("note", ticket.note());
      }
      case Fact.LineChanged change -> {
        data.put("node", change.node());
        data.put("line", change.line());
        data.put("state", change.works() ? "WORKS" : "RESTS");
        data.put("why", change.why());
        data.put("detail", change.detail());
      }
      case Fact.Trial trial -> data.put("test", trial.id().toString());
    }
  }

  private static void place(Fact.Place place, ObjectNode data) {
    data.put("account", place.account());
    data.put("campaign", place.campaign());
    data.put("arm", place.arm());
    data.put("simulated", place.simulated());
  }
}
