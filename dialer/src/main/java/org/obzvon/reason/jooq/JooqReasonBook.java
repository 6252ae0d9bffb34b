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
import org.obzvon.contact.HeardReasons.Heard;
import org.obzvon.contact.HeardReasons.Listener;
import org.obzvon.contact.HeardReasons.Source;
import org.obzvon.contact.Reason;
import org.obzvon.reason.Consequence;
import org.obzvon.reason.Consequence.Hold;
import org.obzvon.reason.Consequence.Pause;
import org.obzvon.reason.Consequence.Whom;
import org.obzvon.reason.ReasonBook;
import org.obzvon.reason.TicketState;
import org.obzvon.register.Ids;
import org.obzvon.register.Phone;

/// Reasons in the table `heard_reason`. Its unique key keeps a reason from being taken twice, and the unique index of open
/// tickets keeps two listeners from opening two at the same moment.
public final class JooqReasonBook implements ReasonBook {
  private static final Condition IS_OPEN = TICKET.STATE.eq(DSL.inline(TicketState.OPEN.name()));

  private final DSLContext db;

  public JooqReasonBook(DSLContext db) {
    this.db = db;
  }

  @Override
  public boolean knows(Heard heard) {
    return db.fetchExists(
        HEARD_REASON, ofSource(heard).and(HEARD_REASON.HEARD_BY.in(listener(heard), Listener.OPERATOR.name())));
  }

  /// By whomever it was heard.
  private static Condition ofSource(Heard heard) {
    return HEARD_REASON.SOURCE_ID.eq(heard.source().id()).and(HEARD_REASON.REASON.eq(heard.reason().name()));
  }

  private static String listener(Heard heard) {
    return heard.source().listener().name();
  }

  @Override
  public Optional<Phone> numberOf(Source source) {
    var number =
        switch (source.listener()) {
          case ROBOT, OPERATOR -> db.select(ATTEMPT.PHONE).from(ATTEMPT).where(ATTEMPT.ID.eq(source.id()));
          case TEXT -> db.select(SMS_INBOX.PHONE).from(SMS_INBOX).where(SMS_INBOX.ID.eq(source.id()));
        };
    return number.fetchOptional(0, String.class).flatMap(JooqReasonBook::phone);
  }

  private static Optional<Phone> phone(String text) {
    try {
      return Optional.ofNullable(text).map(Phone::new);
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // the sender of a text message may be a name
    }
  }

  @Override
  public boolean keep(Heard heard, Consequence consequence, Optional<Phone> number) {
    return db.transactionResult(
        tx -> {
          // The ticket is written after the reason: whoever brings the same reason at this moment waits for its row.
          UUID id = Ids.next();
          if (insert(tx.dsl(), id, heard, consequence.pause(), number) == 0) {
            return false;
          }
          consequence.ticket()
              .ifPresent(
                  hold ->
                      tx.dsl().update(HEARD_REASON)
                          .set(HEARD_REASON.TICKET_ID, ticket(tx.dsl(), heard, hold))
                          .where(HEARD_REASON.ID.eq(id))
                          .execute());
          return true;
        });
  }

  private static int insert(
      DSLContext tx, UUID id, Heard heard, Optional<Pause> asked, Optional<Phone> number) {
    // A pause of a number that is not known would hold nobody back: then it is the household's.
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
    return heard.words().replace("\u0000", "");
  }

  /// Opens a ticket or joins the open one. What robot and operator hear in the same call is one complaint.
  private static UUID ticket(DSLContext tx, Heard heard, Hold hold) {
    boolean counted =
        tx.fetchExists(HEARD_REASON, ofSource(heard).and(HEARD_REASON.HEARD_BY.ne(listener(heard))));
    boolean call = heard.source().listener() != Listener.TEXT;
    return tx.insertInto(TICKET)
        .set(TICKET.ID, Ids.next())
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
        Reason.valueOf(row.get(HEARD_REASON.REASON)),
        Listener.valueOf(row.get(HEARD_REASON.HEARD_BY)),
        phone(row.get(HEARD_REASON.PHONE)),
        row.get(HEARD_REASON.WORDS),
        row.get(HEARD_REASON.HEARD_AT),
        Optional.ofNullable(row.get(HEARD_REASON.TICKET_ID)),
        Optional.ofNullable(row.get(HEARD_REASON.PAUSE_DAYS))
            .map(days -> new Pause(days, row.get(HEARD_REASON.PAUSE_WORKING), whom)));
  }
}
