package org.obzvon.alert.jooq;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.obzvon.jooq.Tables.ALERT;
import static org.obzvon.jooq.Tables.ALERT_MAIL;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.obzvon.alert.Alert;
import org.obzvon.alert.Alert.Kind;
import org.obzvon.alert.AlertMails;
import org.obzvon.document.SafeText;

/// The queue of mails in PostgreSQL. Several processes lease side by side (`SKIP LOCKED`); only the holder of the lease
/// of a try can settle it.
public final class JooqAlertMails implements AlertMails {
  private static final int LONGEST_ANSWER = 300;
  private static final int MOST_FACTS = 200;
  // States are literals in the statements, so that the partial indexes of the table can be used.
  private static final String WAITING = "WAITING";
  private static final String SENDING = "SENDING";
  private static final String SENT = "SENT";
  private static final String GIVEN_UP = "GIVEN_UP";

  private final DSLContext db;

  public JooqAlertMails(DSLContext db) {
    this.db = db;
  }

  @Override
  public Optional<Due> lease(String node, Instant now, Instant until) {
    return db.transactionResult(() -> lease(db, node, now, until));
  }

  private static Optional<Due> lease(DSLContext tx, String node, Instant now, Instant until) {
    tx.update(ALERT_MAIL)
        .set(ALERT_MAIL.STATE, WAITING)
        .setNull(ALERT_MAIL.LEASED_BY)
        .setNull(ALERT_MAIL.LEASED_UNTIL)
        .where(ALERT_MAIL.STATE.eq(inline(SENDING)), ALERT_MAIL.LEASED_UNTIL.lt(now))
        .execute();
    return tx.update(ALERT_MAIL)
        .set(ALERT_MAIL.STATE, SENDING)
        .set(ALERT_MAIL.TRIES, ALERT_MAIL.TRIES.plus(1))
        .set(ALERT_MAIL.LEASED_BY, node)
        .set(ALERT_MAIL.LEASED_UNTIL, until)
        .where(
            ALERT_MAIL.ID.eq(
                select(ALERT_MAIL.ID)
                    .from(ALERT_MAIL)
                    .where(ALERT_MAIL.STATE.eq(inline(WAITING)), ALERT_MAIL.DUE_AT.le(now))
                    .orderBy(ALERT_MAIL.DUE_AT, ALERT_MAIL.ID)
                    .limit(1)
                    .forUpdate()
                    .skipLocked()))
        .returning()
        .fetchOptional(
            row -> new Due(
                row.getId(), Kind.valueOf(row.getKind()), row.getMadeAt(), row.getTries(), node,
                List.of(row.getToLeft()),
                facts(tx, row.getId())));
  }

  private static List<Fact> facts(DSLContext tx, UUID mail) {
    return tx.selectFrom(ALERT)
        .where(ALERT.TOLD_BY.eq(mail).or(ALERT.END_TOLD_BY.eq(mail)))
        .orderBy(ALERT.RAISED_AT, ALERT.ID)
        .limit(MOST_FACTS)
        .fetch(row -> fact(row, mail));
  }

  private static Fact fact(Record row, UUID mail) {
    Alert alert = new Alert(
        Kind.valueOf(row.get(ALERT.KIND)), row.get(ALERT.SUBJECT), row.get(ALERT.DETAIL), row.get(ALERT.SINCE));
    boolean ends = mail.equals(row.get(ALERT.END_TOLD_BY));
    return new Fact(
        alert, mail.equals(row.get(ALERT.TOLD_BY)), ends ? Optional.of(row.get(ALERT.ENDED_AT)) : Optional.empty(),
        ends && row.get(ALERT.UNSEEN));
  }

  @Override
  public boolean settle(Due due, Verdict verdict, Instant now) {
    var update = db.update(ALERT_MAIL)
        .setNull(ALERT_MAIL.LEASED_BY)
        .setNull(ALERT_MAIL.LEASED_UNTIL)
        .set(ALERT_MAIL.TRIED_AT, now)
        .set(ALERT_MAIL.ANSWER, SafeText.line(verdict.answer(), LONGEST_ANSWER).strip());
    var ended = switch (verdict) {
      case Verdict.Sent(var refused, _) -> end(update, SENT, refused, now);
      case Verdict.GivenUp(var refused, _) -> end(update, GIVEN_UP, refused, now);
      case Verdict.Again(var left, var refused, _, var at) ->
          update.set(ALERT_MAIL.STATE, WAITING)
              .set(ALERT_MAIL.DUE_AT, at)
              .set(ALERT_MAIL.TO_LEFT, left.toArray(String[]::new))
              .set(ALERT_MAIL.REFUSED, with(refused));
    };
    return ended
        .where(ALERT_MAIL.ID.eq(due.id()))
        .and(ALERT_MAIL.STATE.eq(inline(SENDING)))
        .and(ALERT_MAIL.LEASED_BY.eq(due.node()))
        .and(ALERT_MAIL.TRIES.eq(due.tries()))
        .execute() == 1;
  }

  private static org.jooq.UpdateSetMoreStep<?> end(
      org.jooq.UpdateSetMoreStep<?> update, String state, List<String> refused, Instant now) {
    return update.set(ALERT_MAIL.STATE, state)
        .set(ALERT_MAIL.ENDED_AT, now)
        .set(ALERT_MAIL.TO_LEFT, new String[0])
        .set(ALERT_MAIL.REFUSED, with(refused));
  }

  private static org.jooq.Field<String[]> with(List<String> refused) {
    return DSL.arrayConcat(ALERT_MAIL.REFUSED, DSL.val(refused.toArray(String[]::new), ALERT_MAIL.REFUSED));
  }

  @Override
  public State state() {
    int waiting = db.fetchCount(ALERT_MAIL, ALERT_MAIL.STATE.in(inline(WAITING), inline(SENDING)));
    int givenUp = db.select(count())
        .from(ALERT_MAIL)
        .where(ALERT_MAIL.STATE.eq(inline(GIVEN_UP)), ALERT_MAIL.ENDED_AT.isNotNull())
        .fetchOne(0, int.class);
    return new State(waiting, givenUp, unsent().or(this::unread));
  }

  /// Returns the trouble of the mails that wait after a try.
  private Optional<Trouble> unsent() {
    return db.select(ALERT_MAIL.TRIED_AT, ALERT_MAIL.ANSWER)
        .from(ALERT_MAIL)
        .where(ALERT_MAIL.STATE.in(inline(WAITING), inline(SENDING)), ALERT_MAIL.TRIED_AT.isNotNull())
        .orderBy(ALERT_MAIL.TRIED_AT.desc())
        .limit(1)
        .fetchOptional(row -> new Trouble(row.get(ALERT_MAIL.TRIED_AT), row.get(ALERT_MAIL.ANSWER)));
  }

  /// Returns the trouble of the mail that ended last.
  private Optional<Trouble> unread() {
    return db.selectFrom(ALERT_MAIL)
        .where(ALERT_MAIL.ENDED_AT.isNotNull())
        .orderBy(ALERT_MAIL.ENDED_AT.desc())
        .limit(1)
        .fetchOptional()
        .filter(row -> row.getRefused().length > 0 || !row.getState().equals(SENT))
        .map(
            row -> {
              String refused = Stream.of(row.getRefused()).map(SafeText::line)
                  .reduce((one, other) -> one + ", " + other)
                  .orElse("nobody");
              return new Trouble(row.getEndedAt(), "the mail did not reach " + refused + ": " + row.getAnswer());
            });
  }
}
