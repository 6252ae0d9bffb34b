package org.obzvon.reason.jooq;

import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.select;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.HEARD_REASON;
import static org.obzvon.jooq.Tables.SMS_INBOX;
import static org.obzvon.jooq.Tables.TICKET;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.obzvon.contact.EventOutbox;
import org.obzvon.contact.EventOutbox.Event;
import org.obzvon.contact.ReasonSink.Heard;
import org.obzvon.contact.ReasonSink.Listener;
import org.obzvon.contact.ReasonSink.Source;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.document.SafeText;
import org.obzvon.reason.Consequence;
import org.obzvon.reason.Consequence.Hold;
import org.obzvon.reason.Consequence.Pause;
import org.obzvon.reason.Consequence.Whom;
import org.obzvon.reason.ReasonBook;
import org.obzvon.reason.TicketState;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;

/// Stores reasons in the table `heard_reason`. Its unique key keeps a reason from being stored twice, and the unique
/// index of open tickets keeps two listeners from opening two at the same moment.
public final class JooqReasonBook implements ReasonBook {
  private static final Condition IS_OPEN = TICKET.STATE.eq(DSL.inline(TicketState.OPEN.name()));

  private final DSLContext db;
  private final EventOutbox events;

  /// @param events on the same store
  public JooqReasonBook(DSLContext db, EventOutbox events) {
    this.db = db;
    this.events = events;
  }

  @Override
  public boolean knows(Heard heard) {
    return db.fetchExists(
        HEARD_REASON, ofSource(heard).and(HEARD_REASON.HEARD_BY.in(listener(heard), Listener.OPERATOR.name())));
  }

  /// The same reason from the same source, by any listener.
  private static Condition ofSource(Heard heard) {
    return HEARD_REASON.SOURCE_ID.eq(heard.source().id()).and(HEARD_REASON.REASON.eq(heard.reason().name()));
  }

  private static String listener(Heard heard) {
    return heard.source().listener().name();
  }

  @Override
  public Optional<Phone> numberOf(Source source) {
    var number = switch (source.listener()) {
      case ROBOT, OPERATOR -> db.select(ATTEMPT.PHONE).from(ATTEMPT).where(ATTEMPT.ID.eq(source.id()));
      case TEXT -> db.select(SMS_INBOX.PHONE).from(SMS_INBOX).where(SMS_INBOX.ID.eq(source.id()));
    };
    return number.fetchOptional(0, String.class).flatMap(JooqReasonBook::phone);
  }

  private static Optional<Phone> phone(String text) {
    try {
      return Optional.ofNullable(text).map(Phone::new);
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // the sender of a text message may be alphanumeric
    }
  }

  @Override
  public boolean keep(Heard heard, Consequence consequence, Optional<Phone> number) {
    return db.transactionResult(
        () -> {
          // The ticket is written after the reason: a concurrent transaction with the same reason waits for its row.
          UUID id = IdGenerator.next();
          if (insert(db, id, heard, consequence.pause(), number) == 0) {
            return false;
          }
          consequence.ticket()
              .ifPresent(
                  hold -> db.update(HEARD_REASON)
                      .set(HEARD_REASON.TICKET_ID, ticket(heard, hold))
                      .where(HEARD_REASON.ID.eq(id))
                      .execute());
          return true;
        });
  }

  private static int insert(
      DSLContext tx, UUID id, Heard heard, Optional<Pause> asked, Optional<Phone> number) {
    // A pause of an unknown number would hold nobody back: then the pause is the household's.
    Optional<String> paused = asked.filter(pause -> pause.whom() == Whom.NUMBER).flatMap(_ -> number.map(Phone::e164));
    return tx.insertInto(HEARD_REASON)
        .set(HEARD_REASON.ID, id)
        .set(HEARD_REASON.ACCOUNT_ID, heard.account())
        .set(HEARD_REASON.REASON, heard.reason().name())
        .set(HEARD_REASON.HEARD_BY, listener(heard))
        .set(HEARD_REASON.SOURCE_ID, heard.source().id())
        .set(HEARD_REASON.PHONE, number.map(Phone::e164).orElse(null))
        .set(HEARD_REASON.WORDS, words(heard))
        .set(HEARD_REASON.HEARD_AT, heard.at())
        .set(HEARD_REASON.PAUSE_DAYS, asked.map(Pause::days).orElse(null))
        .set(HEARD_REASON.PAUSE_WORKING, asked.map(Pause::working).orElse(null))
        .set(HEARD_REASON.PAUSE_PHONE, paused.orElse(null))
        .onConflict(HEARD_REASON.SOURCE_ID, HEARD_REASON.HEARD_BY, HEARD_REASON.REASON)
        .doNothing()
        .execute();
  }

  private static String words(Heard heard) {
    return SafeText.storable(heard.words());
  }

  /// Opens a ticket or joins the open one. A reason that robot and operator hear in the same call is one complaint.
  private UUID ticket(Heard heard, Hold hold) {
    UUID id = IdGenerator.next();
    boolean counted = db.fetchExists(HEARD_REASON, ofSource(heard).and(HEARD_REASON.HEARD_BY.ne(listener(heard))));
    boolean call = heard.source().listener() != Listener.TEXT;
    UUID open = db.insertInto(TICKET)
        .set(TICKET.ID, id)
        .set(TICKET.KIND, heard.reason().name())
        .set(TICKET.ACCOUNT_ID, heard.account())
        .set(TICKET.HOUSEHOLD_ID, select(ACCOUNT.HOUSEHOLD_ID).from(ACCOUNT).where(ACCOUNT.ID.eq(heard.account())))
        .set(TICKET.HEARD_BY, listener(heard))
        .set(TICKET.ATTEMPT_ID, call ? heard.source().id() : null)
        .set(TICKET.OPENED_BY, heard.source().operator().orElse(null))
        .set(TICKET.WORDS, words(heard))
        .set(TICKET.OPENED_AT, heard.at())
        .set(TICKET.LAST_HEARD_AT, heard.at())
        .set(TICKET.STATE, TicketState.OPEN.name())
        .set(TICKET.HOLD, hold.name())
        .onConflict(TICKET.ACCOUNT_ID, TICKET.KIND)
        .where(IS_OPEN)
        .doUpdate()
        .set(TICKET.COMPLAINTS, TICKET.COMPLAINTS.plus(counted ? 0 : 1))
        .set(TICKET.LAST_HEARD_AT, greatest(TICKET.LAST_HEARD_AT, DSL.val(heard.at(), TICKET.LAST_HEARD_AT)))
        .returning(TICKET.ID)
        .fetchSingle(TICKET.ID);
    if (open.equals(id)) {
      events.add(Event.TICKET_OPENED, id);
    }
    return open;
  }

  @Override
  public List<Kept> ofHousehold(UUID household, int limit) {
    return db.select(HEARD_REASON.fields())
        .from(HEARD_REASON)
        .join(ACCOUNT).on(ACCOUNT.ID.eq(HEARD_REASON.ACCOUNT_ID))
        .where(ACCOUNT.HOUSEHOLD_ID.eq(household))
        .orderBy(HEARD_REASON.HEARD_AT.desc(), HEARD_REASON.ID.desc())
        .limit(limit)
        .fetch(JooqReasonBook::read);
  }

  private static Kept read(Record row) {
    Whom whom = row.get(HEARD_REASON.PAUSE_PHONE) == null ? Whom.HOUSEHOLD : Whom.NUMBER;
    return new Kept(
        row.get(HEARD_REASON.ACCOUNT_ID),
        NonPaymentReason.valueOf(row.get(HEARD_REASON.REASON)),
        Listener.valueOf(row.get(HEARD_REASON.HEARD_BY)),
        phone(row.get(HEARD_REASON.PHONE)),
        row.get(HEARD_REASON.WORDS),
        row.get(HEARD_REASON.HEARD_AT),
        Optional.ofNullable(row.get(HEARD_REASON.TICKET_ID)),
        Optional.ofNullable(row.get(HEARD_REASON.PAUSE_DAYS))
            .map(days -> new Pause(days, row.get(HEARD_REASON.PAUSE_WORKING), whom)));
  }
}
