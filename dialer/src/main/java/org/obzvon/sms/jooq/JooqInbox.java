package org.obzvon.sms.jooq;

import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.SMS_INBOX;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectLimitStep;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.document.SafeText;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.ListPosition;
import org.obzvon.register.Phone;
import org.obzvon.sms.ReceivedAnswers;
import org.obzvon.sms.Inbox;
import org.obzvon.sms.Incoming;

/// The inbox in PostgreSQL; the gateway's id keeps out repeated messages.
public final class JooqInbox implements Inbox, ReceivedAnswers {
  /// A number with this many accounts belongs to no single debtor.
  private static final int MOST_ACCOUNTS = 20;

  private final DSLContext db;

  public JooqInbox(DSLContext db) {
    this.db = db;
  }

  @Override
  public Optional<Kept> keep(Incoming incoming) {
    db.insertInto(SMS_INBOX)
        .set(SMS_INBOX.ID, IdGenerator.next())
        .set(SMS_INBOX.GATEWAY, incoming.gateway())
        .set(SMS_INBOX.REMOTE_ID, incoming.remoteId())
        .set(SMS_INBOX.PHONE, incoming.from().phone().map(Phone::e164).orElse(null))
        .set(SMS_INBOX.SENDER, SafeText.storable(incoming.from().written()))
        .set(SMS_INBOX.KEYWORD, incoming.marks().keyword().map(Enum::name).orElse(null))
        .set(SMS_INBOX.PART_MISSING, incoming.marks().partMissing())
        .set(SMS_INBOX.UNKNOWN_CODING, incoming.marks().unknownCoding())
        .set(SMS_INBOX.SENT_TO, incoming.to())
        .set(SMS_INBOX.TEXT, SafeText.storable(incoming.text()))
        .set(SMS_INBOX.RECEIVED_AT, incoming.receivedAt())
        .set(SMS_INBOX.KIND, Kind.OTHER.name())
        .onConflict(SMS_INBOX.GATEWAY, SMS_INBOX.REMOTE_ID)
        .doNothing()
        .execute();
    return db.select(SMS_INBOX.fields())
        .from(SMS_INBOX)
        .where(SMS_INBOX.GATEWAY.eq(incoming.gateway()))
        .and(SMS_INBOX.REMOTE_ID.eq(incoming.remoteId()))
        .and(SMS_INBOX.HANDLED_AT.isNull())
        .fetchOptional(JooqInbox::kept);
  }

  @Override
  public List<Kept> unhandled(Instant receivedBefore, int limit) {
    return db.select(SMS_INBOX.fields())
        .from(SMS_INBOX)
        .where(SMS_INBOX.HANDLED_AT.isNull())
        .and(SMS_INBOX.RECEIVED_AT.lt(receivedBefore))
        .orderBy(SMS_INBOX.RECEIVED_AT)
        .limit(limit)
        .fetch(JooqInbox::kept);
  }

  @Override
  public Optional<Answered> lastTo(Phone phone, Instant notBefore) {
    return db.select(SMS_MESSAGE.ID, SMS_MESSAGE.ACCOUNT_ID)
        .from(SMS_MESSAGE)
        .where(SMS_MESSAGE.PHONE.eq(phone.e164()))
        .and(SMS_MESSAGE.SUBMITTED_AT.ge(notBefore))
        .and(SMS_MESSAGE.OCCASION.eq("CONTACT"))
        .and(SMS_MESSAGE.STATE.ne("DECLINED"))
        .orderBy(SMS_MESSAGE.SUBMITTED_AT.desc())
        .limit(1)
        .fetchOptional(row -> new Answered(row.get(SMS_MESSAGE.ID), row.get(SMS_MESSAGE.ACCOUNT_ID)));
  }

  @Override
  public Optional<UUID> holder(Phone phone) {
    var accounts = db.select(ACCOUNT.ID, ACCOUNT.HOUSEHOLD_ID)
        .from(ACCOUNT_PHONE)
        .join(ACCOUNT).on(ACCOUNT.ID.eq(ACCOUNT_PHONE.ACCOUNT_ID))
        .where(ACCOUNT_PHONE.E164.eq(phone.e164()))
        .and(ACCOUNT.LEFT_REGISTER_ON.isNull())
        .orderBy(ACCOUNT.BALANCE, ACCOUNT.NUMBER)
        .limit(MOST_ACCOUNTS)
        .fetch();
    boolean one = accounts.size() < MOST_ACCOUNTS && accounts.intoSet(ACCOUNT.HOUSEHOLD_ID).size() == 1;
    return one ? Optional.of(accounts.getFirst().get(ACCOUNT.ID)) : Optional.empty();
  }

  @Override
  public void handled(UUID id, Taken taken, Optional<Answered> answers, boolean closed, Instant at) {
    db.update(SMS_INBOX)
        .set(SMS_INBOX.KIND, taken.kind().name())
        .set(SMS_INBOX.REASON, taken.reason().map(Enum::name).orElse(null))
        .set(SMS_INBOX.MESSAGE_ID, answers.map(Answered::message).orElse(null))
        .set(SMS_INBOX.ACCOUNT_ID, answers.map(Answered::account).orElse(null))
        .set(SMS_INBOX.HANDLED_AT, at)
        .set(SMS_INBOX.CLOSED_AT, closed ? at : null)
        .where(SMS_INBOX.ID.eq(id))
        .execute();
  }

  @Override
  public boolean confirming(UUID id, Phone phone, Instant notBefore, Instant now) {
    var other = SMS_INBOX.as("other");
    return db.transactionResult(
        () -> {
          // If two stops of one number come at the same moment, the second waits for the first.
          db.execute("select pg_advisory_xact_lock(hashtextextended({0}, 0))",
              org.jooq.impl.DSL.val(phone.e164()));
          return db
              .update(SMS_INBOX)
              .set(SMS_INBOX.CONFIRMED_AT, now)
              .where(SMS_INBOX.ID.eq(id))
              .and(SMS_INBOX.CONFIRMED_AT.isNull())
              .and(
                  notExists(
                      selectOne()
                          .from(other)
                          .where(other.PHONE.eq(phone.e164()))
                          .and(other.CONFIRMED_AT.ge(notBefore))))
              .execute() == 1;
        });
  }

  @Override
  public List<Entry> open(Optional<ListPosition> after, int limit) {
    Condition next = after
        .<Condition>map(last -> row(SMS_INBOX.RECEIVED_AT, SMS_INBOX.ID).gt(row(last.at(), last.id())))
        .orElse(noCondition());
    return entries(SMS_INBOX.CLOSED_AT.isNull().and(next)).limit(limit).fetch(JooqInbox::entry);
  }

  @Override
  public Optional<Entry> find(UUID id) {
    return entries(SMS_INBOX.ID.eq(id)).fetchOptional(JooqInbox::entry);
  }

  private SelectLimitStep<Record> entries(Condition which) {
    return db.select(SMS_INBOX.fields())
        .select(SMS_MESSAGE.TEXT)
        .from(SMS_INBOX)
        .leftJoin(SMS_MESSAGE).on(SMS_MESSAGE.ID.eq(SMS_INBOX.MESSAGE_ID))
        .where(which)
        .orderBy(SMS_INBOX.RECEIVED_AT, SMS_INBOX.ID);
  }

  private static Entry entry(Record row) {
    return new Entry(
        row.get(SMS_INBOX.ID), incoming(row), Kind.valueOf(row.get(SMS_INBOX.KIND)),
        Optional.ofNullable(row.get(SMS_INBOX.REASON)).map(NonPaymentReason::valueOf),
        Optional.ofNullable(row.get(SMS_INBOX.ACCOUNT_ID)), Optional.ofNullable(row.get(SMS_MESSAGE.TEXT)),
        Optional.ofNullable(row.get(SMS_INBOX.CLOSED_AT)));
  }

  @Override
  public boolean close(UUID id, Instant at) {
    return db.update(SMS_INBOX)
        .set(SMS_INBOX.CLOSED_AT, at)
        .where(SMS_INBOX.ID.eq(id))
        .and(SMS_INBOX.CLOSED_AT.isNull())
        .execute() == 1;
  }

  private static Kept kept(Record row) {
    return new Kept(row.get(SMS_INBOX.ID), incoming(row));
  }

  private static Incoming incoming(Record row) {
    String phone = row.get(SMS_INBOX.PHONE);
    String written = row.get(SMS_INBOX.SENDER) == null ? phone : row.get(SMS_INBOX.SENDER);
    return new Incoming(
        row.get(SMS_INBOX.GATEWAY), row.get(SMS_INBOX.REMOTE_ID),
        new Incoming.Sender(written, Optional.ofNullable(phone).map(Phone::new)), row.get(SMS_INBOX.SENT_TO),
        row.get(SMS_INBOX.TEXT),
        new Incoming.Marks(
            Optional.ofNullable(row.get(SMS_INBOX.KEYWORD)).map(Incoming.Keyword::valueOf),
            row.get(SMS_INBOX.PART_MISSING), row.get(SMS_INBOX.UNKNOWN_CODING)),
        row.get(SMS_INBOX.RECEIVED_AT));
  }
}
