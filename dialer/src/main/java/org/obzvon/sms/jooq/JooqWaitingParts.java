package org.obzvon.sms.jooq;

import static org.obzvon.jooq.Tables.SMS_INCOMING;
import static org.obzvon.jooq.Tables.SMS_INCOMING_PART;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.obzvon.sms.Incoming;
import org.obzvon.sms.IncomingPart;
import org.obzvon.sms.WaitingParts;

/// Stores parts of messages in PostgreSQL, so that they survive a restart.
public final class JooqWaitingParts implements WaitingParts {
  private final DSLContext db;

  public JooqWaitingParts(DSLContext db) {
    this.db = db;
  }

  @Override
  public Optional<Waiting> add(IncomingPart part) {
    return db.transactionResult(() -> add(db, part));
  }

  /// Adds a part. Parts that come at the same moment wait for each other, so that exactly one is the last.
  private static Optional<Waiting> add(DSLContext tx, IncomingPart part) {
    IncomingPart.Key key = part.key();
    tx.execute("select pg_advisory_xact_lock(hashtextextended({0}, 1))", DSL.val(key.toString()));
    Optional<Record> newest = newest(tx, key);
    Optional<byte[]> known = newest.flatMap(message -> octets(tx, message.get(SMS_INCOMING.ID), part.number()));
    if (known.isPresent() && Arrays.equals(known.get(), part.octets())) {
      return Optional.empty();
    }
    // The telephone's counter has wrapped round: another message has the same reference.
    boolean other = newest.isEmpty() || known.isPresent() || newest.get().get(SMS_INCOMING.JOINED_AT) != null;
    UUID id = other ? begin(tx, part) : newest.get().get(SMS_INCOMING.ID);
    tx.insertInto(SMS_INCOMING_PART)
        .set(SMS_INCOMING_PART.MESSAGE_ID, id)
        .set(SMS_INCOMING_PART.NUMBER, part.number())
        .set(SMS_INCOMING_PART.CODING, part.coding())
        .set(SMS_INCOMING_PART.OCTETS, part.octets())
        .set(SMS_INCOMING_PART.RECEIVED_AT, part.receivedAt())
        .execute();
    Waiting waiting = read(tx, id);
    return waiting.parts().size() == key.total() ? Optional.of(waiting) : Optional.empty();
  }

  private static Optional<Record> newest(DSLContext tx, IncomingPart.Key key) {
    return tx.select(SMS_INCOMING.fields())
        .from(SMS_INCOMING)
        .where(SMS_INCOMING.GATEWAY.eq(key.gateway()))
        .and(SMS_INCOMING.SENDER.eq(key.from().written()))
        .and(SMS_INCOMING.SENT_TO.eq(key.to()))
        .and(SMS_INCOMING.REFERENCE.eq(key.reference()))
        .and(SMS_INCOMING.TOTAL.eq(key.total()))
        .orderBy(SMS_INCOMING.FIRST_AT.desc(), SMS_INCOMING.ID.desc())
        .limit(1)
        .fetchOptional(row -> row);
  }

  private static Optional<byte[]> octets(DSLContext tx, UUID message, int number) {
    return tx.select(SMS_INCOMING_PART.OCTETS)
        .from(SMS_INCOMING_PART)
        .where(SMS_INCOMING_PART.MESSAGE_ID.eq(message))
        .and(SMS_INCOMING_PART.NUMBER.eq(number))
        .fetchOptional(SMS_INCOMING_PART.OCTETS);
  }

  private static UUID begin(DSLContext tx, IncomingPart part) {
    UUID id = IdGenerator.next();
    IncomingPart.Key key = part.key();
    tx.insertInto(SMS_INCOMING)
        .set(SMS_INCOMING.ID, id)
        .set(SMS_INCOMING.GATEWAY, key.gateway())
        .set(SMS_INCOMING.SENDER, key.from().written())
        .set(SMS_INCOMING.PHONE, key.from().phone().map(Phone::e164).orElse(null))
        .set(SMS_INCOMING.SENT_TO, key.to())
        .set(SMS_INCOMING.REFERENCE, key.reference())
        .set(SMS_INCOMING.TOTAL, key.total())
        .set(SMS_INCOMING.FIRST_AT, part.receivedAt())
        .execute();
    return id;
  }

  private static Waiting read(DSLContext db, UUID id) {
    List<IncomingPart> parts = db.select(SMS_INCOMING.fields())
        .select(SMS_INCOMING_PART.fields())
        .from(SMS_INCOMING)
        .join(SMS_INCOMING_PART).on(SMS_INCOMING_PART.MESSAGE_ID.eq(SMS_INCOMING.ID))
        .where(SMS_INCOMING.ID.eq(id))
        .orderBy(SMS_INCOMING_PART.NUMBER)
        .fetch(JooqWaitingParts::part);
    return new Waiting(id, parts);
  }

  private static IncomingPart part(Record row) {
    var from = new Incoming.Sender(
        row.get(SMS_INCOMING.SENDER), Optional.ofNullable(row.get(SMS_INCOMING.PHONE)).map(Phone::new));
    var key = new IncomingPart.Key(
        row.get(SMS_INCOMING.GATEWAY), from, row.get(SMS_INCOMING.SENT_TO), row.get(SMS_INCOMING.REFERENCE),
        row.get(SMS_INCOMING.TOTAL));
    return new IncomingPart(
        key, row.get(SMS_INCOMING_PART.NUMBER), row.get(SMS_INCOMING_PART.CODING), row.get(SMS_INCOMING_PART.OCTETS),
        row.get(SMS_INCOMING_PART.RECEIVED_AT));
  }

  @Override
  public List<Waiting> overdue(Instant firstReceivedBefore, int limit) {
    return db.select(SMS_INCOMING.ID)
        .from(SMS_INCOMING)
        .where(SMS_INCOMING.JOINED_AT.isNull())
        .and(SMS_INCOMING.FIRST_AT.lt(firstReceivedBefore))
        .orderBy(SMS_INCOMING.FIRST_AT)
        .limit(limit)
        .fetch(row -> read(db, row.get(SMS_INCOMING.ID)));
  }

  @Override
  public void joined(UUID id, Instant at) {
    db.update(SMS_INCOMING).set(SMS_INCOMING.JOINED_AT, at).where(SMS_INCOMING.ID.eq(id)).execute();
  }

  @Override
  public void forget(Instant joinedBefore) {
    db.deleteFrom(SMS_INCOMING).where(SMS_INCOMING.JOINED_AT.lt(joinedBefore)).execute();
  }
}
