package org.obzvon.webhook.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.LINE_CHANGE;
import static org.obzvon.jooq.Tables.PROMISE;
import static org.obzvon.jooq.Tables.SUPPRESSION;
import static org.obzvon.jooq.Tables.TICKET;
import static org.obzvon.jooq.Tables.WEBHOOK_TRIAL;

import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.obzvon.contact.Channel;
import org.obzvon.register.Money;
import org.obzvon.webhook.Fact;
import org.obzvon.webhook.FactReader;
import org.obzvon.webhook.WebhookEvent;

/// Reads facts from the ledger, the suppressions, the tickets and the changes of lines.
public final class JooqFactReader implements FactReader {
  private final DSLContext db;

  public JooqFactReader(DSLContext db) {
    this.db = db;
  }

  @Override
  public Optional<Fact> read(WebhookEvent event, UUID subject) {
    return switch (event) {
      case OUTCOME -> outcome(subject);
      case PROMISE -> promise(subject);
      case OPT_OUT -> optOut(subject);
      case TICKET_OPENED -> ticketOpened(subject);
      case TICKET_CLOSED -> ticketClosed(subject);
      case LINE_CHANGED -> lineChanged(subject);
      case TEST -> trial(subject);
    };
  }

  private Optional<Fact> outcome(UUID attempt) {
    return db.select(ATTEMPT.fields())
        .select(ACCOUNT.NUMBER, CAMPAIGN.NAME, CAMPAIGN.SIMULATED)
        .from(ATTEMPT)
        .join(ACCOUNT).on(ACCOUNT.ID.eq(ATTEMPT.ACCOUNT_ID))
        .join(CAMPAIGN).on(CAMPAIGN.ID.eq(ATTEMPT.CAMPAIGN_ID))
        .where(ATTEMPT.ID.eq(attempt))
        .and(ATTEMPT.CLOSED_AT.isNotNull())
        .fetchOptional(
            row -> new Fact.Outcome(
                attempt, place(row), Channel.valueOf(row.get(ATTEMPT.CHANNEL)), row.get(ATTEMPT.OUTCOME),
                Optional.ofNullable(row.get(ATTEMPT.DETAIL)), Optional.ofNullable(row.get(ATTEMPT.REASON)),
                Optional.ofNullable(row.get(ATTEMPT.ANSWERED_AT)), row.get(ATTEMPT.CLOSED_AT)));
  }

  private Optional<Fact> promise(UUID promise) {
    return db.select(PROMISE.fields())
        .select(ATTEMPT.ARM, ACCOUNT.NUMBER, CAMPAIGN.NAME, CAMPAIGN.SIMULATED)
        .from(PROMISE)
        .join(ATTEMPT).on(ATTEMPT.ID.eq(PROMISE.ATTEMPT_ID))
        .join(ACCOUNT).on(ACCOUNT.ID.eq(PROMISE.ACCOUNT_ID))
        .join(CAMPAIGN).on(CAMPAIGN.ID.eq(ATTEMPT.CAMPAIGN_ID))
        .where(PROMISE.ID.eq(promise))
        .fetchOptional(
            row -> new Fact.Promised(
                promise, row.get(PROMISE.ATTEMPT_ID), place(row), row.get(PROMISE.PROMISED_ON),
                new Money(row.get(PROMISE.AMOUNT), Currency.getInstance(row.get(PROMISE.CURRENCY))),
                row.get(PROMISE.MADE_AT)));
  }

  private static Fact.Place place(Record row) {
    return new Fact.Place(
        row.get(ACCOUNT.NUMBER), row.get(CAMPAIGN.NAME), row.get(ATTEMPT.ARM), row.get(CAMPAIGN.SIMULATED));
  }

  private Optional<Fact> optOut(UUID stop) {
    return db.select(SUPPRESSION.PHONE, SUPPRESSION.KIND, SUPPRESSION.SINCE, ACCOUNT.NUMBER)
        .from(SUPPRESSION)
        .leftJoin(ACCOUNT).on(ACCOUNT.ID.eq(SUPPRESSION.ACCOUNT_ID))
        .where(SUPPRESSION.ID.eq(stop))
        .fetchOptional(
            row -> new Fact.OptedOut(
                stop, Optional.ofNullable(row.get(ACCOUNT.NUMBER)), Optional.ofNullable(row.get(SUPPRESSION.PHONE)),
                row.get(SUPPRESSION.KIND), row.get(SUPPRESSION.SINCE)));
  }

  private Optional<Fact> lineChanged(UUID change) {
    return db.selectFrom(LINE_CHANGE)
        .where(LINE_CHANGE.ID.eq(change))
        .fetchOptional(
            row -> new Fact.LineChanged(
                change, row.get(LINE_CHANGE.NODE), row.get(LINE_CHANGE.LINE), row.get(LINE_CHANGE.WORKS),
                row.get(LINE_CHANGE.WHY), row.get(LINE_CHANGE.DETAIL), row.get(LINE_CHANGE.CHANGED_AT)));
  }

  private Optional<Fact> trial(UUID trial) {
    return db.select(WEBHOOK_TRIAL.MADE_AT)
        .from(WEBHOOK_TRIAL)
        .where(WEBHOOK_TRIAL.ID.eq(trial))
        .fetchOptional(row -> new Fact.Trial(trial, row.get(WEBHOOK_TRIAL.MADE_AT)));
  }

  private Optional<Fact> ticketOpened(UUID ticket) {
    return ticket(ticket)
        .fetchOptional(
            row -> new Fact.TicketOpened(
                ticket, Optional.ofNullable(row.get(TICKET.ATTEMPT_ID)), row.get(ACCOUNT.NUMBER), row.get(TICKET.KIND),
                row.get(TICKET.HEARD_BY), row.get(TICKET.WORDS), row.get(TICKET.OPENED_AT)));
  }

  private Optional<Fact> ticketClosed(UUID ticket) {
    return ticket(ticket)
        .and(TICKET.CLOSED_AT.isNotNull())
        .fetchOptional(
            row -> new Fact.TicketClosed(
                ticket, row.get(ACCOUNT.NUMBER), row.get(TICKET.KIND),
                Optional.ofNullable(row.get(TICKET.CLOSING_NOTE)).orElse(""), row.get(TICKET.CLOSED_AT)));
  }

  private SelectConditionStep<Record> ticket(UUID ticket) {
    return db.select(TICKET.fields())
        .select(ACCOUNT.NUMBER)
        .from(TICKET)
        .join(ACCOUNT).on(ACCOUNT.ID.eq(TICKET.ACCOUNT_ID))
        .where(TICKET.ID.eq(ticket));
  }
}
