package org.obzvon.webhook.jooq;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.val;
import static org.obzvon.jooq.Tables.WEBHOOK;
import static org.obzvon.jooq.Tables.WEBHOOK_DELIVERY;

import java.util.Collection;
import java.util.UUID;
import org.jooq.DSLContext;
import org.obzvon.contact.EventOutbox;
import org.obzvon.webhook.WebhookEvent;

/// Queues a delivery to every webhook that wants the event; without such a webhook nothing is stored.
public final class JooqEventOutbox implements EventOutbox {
  private final DSLContext db;

  /// @param db the context on which the facts are stored; it joins the transaction of its thread
  public JooqEventOutbox(DSLContext db) {
    this.db = db;
  }

  @Override
  public void add(Event event, Collection<UUID> subjects) {
    if (subjects.isEmpty()) {
      return;
    }
    String word = of(event).word();
    var facts = unnest(subjects.toArray(UUID[]::new)).withOrdinality().as("fact", "id", "place");
    db.insertInto(WEBHOOK_DELIVERY, WEBHOOK_DELIVERY.WEBHOOK_ID, WEBHOOK_DELIVERY.EVENT, WEBHOOK_DELIVERY.SUBJECT)
        .select(
            select(WEBHOOK.ID, val(word), field(name("fact", "id"), UUID.class))
                .from(WEBHOOK)
                .crossJoin(facts)
                .where(WEBHOOK.DISABLED_AT.isNull())
                .and(WEBHOOK.REMOVED_AT.isNull())
                .and(val(word).eq(any(WEBHOOK.EVENTS)))
                .orderBy(field(name("fact", "place")), WEBHOOK.ID))
        .onConflictDoNothing()
        .execute();
  }

  private static WebhookEvent of(Event event) {
    return switch (event) {
      case OUTCOME -> WebhookEvent.OUTCOME;
      case PROMISE -> WebhookEvent.PROMISE;
      case OPT_OUT -> WebhookEvent.OPT_OUT;
      case TICKET_OPENED -> WebhookEvent.TICKET_OPENED;
      case TICKET_CLOSED -> WebhookEvent.TICKET_CLOSED;
      case LINE_CHANGED -> WebhookEvent.LINE_CHANGED;
    };
  }
}
