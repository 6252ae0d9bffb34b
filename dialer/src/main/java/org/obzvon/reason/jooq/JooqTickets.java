package org.obzvon.reason.jooq;

import static org.jooq.impl.DSL.row;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.STAFF_USER;
import static org.obzvon.jooq.Tables.TICKET;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.obzvon.contact.EventOutbox;
import org.obzvon.contact.EventOutbox.Event;
import org.obzvon.contact.ReasonSink.Listener;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.document.SafeText;
import org.obzvon.reason.Consequence.Hold;
import org.obzvon.reason.Ticket;
import org.obzvon.reason.TicketState;
import org.obzvon.reason.Tickets;
import org.obzvon.register.ListPosition;

/// Stores tickets in the table `ticket`.
public final class JooqTickets implements Tickets {
  private static final Condition NOT_CLOSED = TICKET.STATE.ne(DSL.inline(TicketState.CLOSED.name()));

  private final DSLContext db;
  private final EventOutbox events;

  /// @param events on the same store
  public JooqTickets(DSLContext db, EventOutbox events) {
    this.db = db;
    this.events = events;
  }

  @Override
  public Optional<Ticket> find(UUID id) {
    return tickets().where(TICKET.ID.eq(id)).fetchOptional(JooqTickets::read);
  }

  @Override
  public List<Ticket> page(Filter filter, Optional<ListPosition> after, int limit) {
    return tickets()
        .where(
            states(filter),
            filter.kind().map(kind -> TICKET.KIND.eq(kind.name())).orElse(DSL.noCondition()),
            filter.account().map(ACCOUNT.NUMBER::eq).orElse(DSL.noCondition()),
            filter.household().map(ACCOUNT.HOUSEHOLD_ID::eq).orElse(DSL.noCondition()),
            after
                .<Condition>map(last -> row(TICKET.OPENED_AT, TICKET.ID).lt(row(last.at(), last.id())))
                .orElse(DSL.noCondition()))
        .orderBy(TICKET.OPENED_AT.desc(), TICKET.ID.desc())
        .limit(limit)
        .fetch(JooqTickets::read);
  }

  /// Adds a condition that lets the most frequent queries use the index of tickets that are not closed.
  private static Condition states(Filter filter) {
    if (filter.states().isEmpty()) {
      return DSL.noCondition();
    }
    Condition wanted = TICKET.STATE.in(filter.states().stream().map(TicketState::name).toList());
    return filter.states().contains(TicketState.CLOSED) ? wanted : NOT_CLOSED.and(wanted);
  }

  private SelectOnConditionStep<Record> tickets() {
    return db.select(TICKET.fields())
        .select(ACCOUNT.NUMBER, STAFF_USER.NAME)
        .from(TICKET)
        .join(ACCOUNT).on(ACCOUNT.ID.eq(TICKET.ACCOUNT_ID))
        .leftJoin(STAFF_USER).on(STAFF_USER.ID.eq(TICKET.OPENED_BY));
  }

  private static Ticket read(Record row) {
    return new Ticket(
        row.get(TICKET.ID),
        NonPaymentReason.valueOf(row.get(TICKET.KIND)),
        new Ticket.Subject(row.get(TICKET.ACCOUNT_ID), row.get(ACCOUNT.NUMBER), row.get(TICKET.HOUSEHOLD_ID)),
        new Ticket.Opening(
            Listener.valueOf(row.get(TICKET.HEARD_BY)),
            Optional.ofNullable(row.get(STAFF_USER.NAME)),
            Optional.ofNullable(row.get(TICKET.ATTEMPT_ID)),
            row.get(TICKET.WORDS),
            row.get(TICKET.OPENED_AT),
            row.get(TICKET.COMPLAINTS),
            row.get(TICKET.LAST_HEARD_AT)),
        TicketState.valueOf(row.get(TICKET.STATE)),
        Hold.valueOf(row.get(TICKET.HOLD)),
        step(row, TICKET.ANSWERED_AT, TICKET.ANSWERED_BY, TICKET.ANSWER),
        step(row, TICKET.CLOSED_AT, TICKET.CLOSED_BY, TICKET.CLOSING_NOTE));
  }

  private static Optional<Ticket.Step> step(Record row, Field<Instant> at, Field<String> by, Field<String> note) {
    return Optional.ofNullable(row.get(at))
        .map(when -> new Ticket.Step(when, orNothing(row.get(by)), orNothing(row.get(note))));
  }

  private static String orNothing(String text) {
    return text == null ? "" : text;
  }

  @Override
  public boolean move(UUID id, TicketState from, TicketState to, Ticket.Step step) {
    if (!from.next().contains(to)) {
      throw new IllegalArgumentException("no ticket moves from " + from + " to " + to);
    }
    String note = SafeText.storable(step.note());
    var moved = db.update(TICKET).set(TICKET.STATE, to.name());
    var noted = switch (to) {
      case ANSWERED ->
          moved.set(TICKET.ANSWERED_AT, step.at()).set(TICKET.ANSWERED_BY, step.by()).set(TICKET.ANSWER, note);
      case CLOSED ->
          moved.set(TICKET.CLOSED_AT, step.at()).set(TICKET.CLOSED_BY, step.by()).set(TICKET.CLOSING_NOTE, note);
      case OPEN -> throw new IllegalArgumentException("a ticket is never opened again");
    };
    return db.transactionResult(
        () -> {
          boolean isMoved = noted.where(TICKET.ID.eq(id)).and(TICKET.STATE.eq(from.name())).execute() == 1;
          if (isMoved && to == TicketState.CLOSED) {
            events.add(Event.TICKET_CLOSED, id);
          }
          return isMoved;
        });
  }
}
