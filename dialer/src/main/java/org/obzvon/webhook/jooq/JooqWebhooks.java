package org.obzvon.webhook.jooq;

import static org.obzvon.jooq.Tables.WEBHOOK;
import static org.obzvon.jooq.Tables.WEBHOOK_DELIVERY;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.obzvon.document.BadInput;
import org.obzvon.document.Secret;
import org.obzvon.jooq.tables.records.WebhookRecord;
import org.obzvon.register.IdGenerator;
import org.obzvon.webhook.Deliveries.State;
import org.obzvon.webhook.Targets;
import org.obzvon.webhook.Webhook;
import org.obzvon.webhook.WebhookEvent;
import org.obzvon.webhook.WebhookFault;
import org.obzvon.webhook.Webhooks;

/// The webhooks in PostgreSQL.
public final class JooqWebhooks implements Webhooks {
  /// Any constant number works that nothing else in this database locks.
  private static final long ADD_LOCK = 0x6f627a766f6e12L;

  private static final int SECRET_BYTES = 32;

  private final DSLContext db;
  private final Targets targets;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public JooqWebhooks(DSLContext db, Targets targets, InstantSource clock) {
    this.db = db;
    this.targets = targets;
    this.clock = clock;
  }

  @Override
  public Webhook add(Wanted wanted) {
    targets.refusal(wanted.url()).ifPresent(why -> {
      throw BadInput.of("url", why);
    });
    if (wanted.events().isEmpty() || !WebhookEvent.told().containsAll(wanted.events())) {
      throw BadInput.of("events", WebhookFault.EVENTS.with(WebhookEvent.words()));
    }
    return db.transactionResult(
        () -> {
          db.execute("select pg_advisory_xact_lock({0})", DSL.val(ADD_LOCK));
          if (db.fetchCount(WEBHOOK, WEBHOOK.REMOVED_AT.isNull()) >= MOST) {
            throw BadInput.of("webhooks", WebhookFault.TOO_MANY.with(MOST));
          }
          return insert(db, wanted);
        });
  }

  private Webhook insert(DSLContext tx, Wanted wanted) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    WebhookRecord row = tx.newRecord(WEBHOOK);
    row.setId(IdGenerator.next());
    row.setUrl(wanted.url().toString());
    row.setSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    row.setEvents(wanted.events().stream().map(WebhookEvent::word).sorted().toArray(String[]::new));
    row.setCreatedBy(wanted.by());
    row.setCreatedAt(clock.instant());
    row.setDeadInARow(0);
    row.insert();
    return webhook(row);
  }

  @Override
  public List<Webhook> list() {
    return db.selectFrom(WEBHOOK)
        .where(WEBHOOK.REMOVED_AT.isNull())
        .orderBy(WEBHOOK.CREATED_AT, WEBHOOK.ID)
        .fetch(JooqWebhooks::webhook);
  }

  private static Webhook webhook(WebhookRecord row) {
    return new Webhook(
        row.getId(),
        URI.create(row.getUrl()),
        new Secret(row.getSecret()),
        Arrays.stream(row.getEvents()).map(word -> WebhookEvent.find(word).orElseThrow()).collect(Collectors.toSet()),
        row.getCreatedAt(),
        row.getDeadInARow(),
        Optional.ofNullable(row.getDisabledAt()));
  }

  @Override
  public boolean remove(UUID id) {
    Instant now = clock.instant();
    return db.transactionResult(
        () -> {
          boolean removed = db.update(WEBHOOK).set(WEBHOOK.REMOVED_AT, now)
              .where(WEBHOOK.ID.eq(id)).and(WEBHOOK.REMOVED_AT.isNull())
              .execute() == 1;
          if (removed) {
            db.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.STATE, State.DEAD.name())
                .set(WEBHOOK_DELIVERY.ANSWER, "the webhook was removed")
                .set(WEBHOOK_DELIVERY.ENDED_AT, now)
                .where(WEBHOOK_DELIVERY.WEBHOOK_ID.eq(id))
                .and(WEBHOOK_DELIVERY.STATE.eq(State.WAITING.name()))
                .execute();
          }
          return removed;
        });
  }

  @Override
  public boolean pause(UUID id) {
    return db.update(WEBHOOK)
        .set(WEBHOOK.DISABLED_AT, clock.instant())
        .where(WEBHOOK.ID.eq(id))
        .and(WEBHOOK.REMOVED_AT.isNull())
        .and(WEBHOOK.DISABLED_AT.isNull())
        .execute() == 1;
  }

  @Override
  public boolean enable(UUID id) {
    return db.update(WEBHOOK)
        .setNull(WEBHOOK.DISABLED_AT)
        .set(WEBHOOK.DEAD_IN_A_ROW, 0)
        .where(WEBHOOK.ID.eq(id))
        .and(WEBHOOK.REMOVED_AT.isNull())
        .and(WEBHOOK.DISABLED_AT.isNotNull())
        .execute() == 1;
  }
}
