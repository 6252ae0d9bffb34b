package org.obzvon.sms.jooq;

import static org.obzvon.jooq.Tables.APPOINTMENT;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PROMISE;

import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.register.Money;
import org.obzvon.sms.CampaignEventValues;
import org.obzvon.sms.Purpose;
import org.obzvon.sms.TemplateVariable;
import org.obzvon.sms.Value;

/// Reads promises, payments and appointments from PostgreSQL in their present state.
public final class JooqCampaignEventValues implements CampaignEventValues {
  private final DSLContext db;

  public JooqCampaignEventValues(DSLContext db) {
    this.db = db;
  }

  @Override
  public Optional<Map<TemplateVariable, Value>> values(ContactOrigin origin) {
    UUID subject = origin.subject().orElseThrow();
    return switch (origin.kind()) {
      case PROMISE_DUE -> promise(PROMISE.ID.eq(subject).and(PROMISE.STATE.eq("OPEN")));
      case PROMISE_BROKEN -> promise(PROMISE.ID.eq(subject).and(PROMISE.STATE.eq("BROKEN")));
      case PAYMENT -> payment(PAYMENT.ID.eq(subject));
      case APPOINTMENT -> appointment(APPOINTMENT.ID.eq(subject));
      case LADDER, NOTICE, ASKED -> throw new IllegalArgumentException("is about the debt alone: " + origin.kind());
    };
  }

  @Override
  public Optional<Map<TemplateVariable, Value>> newest(Purpose purpose, UUID account) {
    return switch (purpose) {
      case PROMISE -> promise(PROMISE.ACCOUNT_ID.eq(account));
      case PAYMENT -> payment(PAYMENT.ACCOUNT_ID.eq(account));
      case APPOINTMENT -> appointment(APPOINTMENT.ACCOUNT_ID.eq(account));
      case STEP, NOTICE, ANSWER -> Optional.empty();
    };
  }

  private Optional<Map<TemplateVariable, Value>> promise(Condition which) {
    return db.selectFrom(PROMISE)
        .where(which)
        .orderBy(PROMISE.MADE_AT.desc())
        .limit(1)
        .fetchOptional(
            row -> Map.of(
                TemplateVariable.PROMISE_DATE, new Value.Day(row.getPromisedOn()),
                TemplateVariable.PROMISE_AMOUNT,
                new Value.Amount(new Money(row.getAmount(), Currency.getInstance(row.getCurrency())))));
  }

  private Optional<Map<TemplateVariable, Value>> payment(Condition which) {
    return db.selectFrom(PAYMENT)
        .where(which, PAYMENT.TAKEN_BACK.lt(PAYMENT.AMOUNT))
        .orderBy(PAYMENT.PAID_AT.desc())
        .limit(1)
        .fetchOptional(
            row -> Map.of(
                TemplateVariable.PAID_AMOUNT,
                new Value.Amount(
                    new Money(
                        row.getAmount().subtract(row.getTakenBack()), Currency.getInstance(row.getCurrency())))));
  }

  private Optional<Map<TemplateVariable, Value>> appointment(Condition which) {
    return db.selectFrom(APPOINTMENT)
        .where(which, APPOINTMENT.CANCELLED_AT.isNull())
        .orderBy(APPOINTMENT.DAY.desc())
        .limit(1)
        .fetchOptional(
            row -> Map.of(
                TemplateVariable.APPOINTMENT_DATE, new Value.Day(row.getDay()),
                TemplateVariable.APPOINTMENT_TIME, new Value.Text(row.getFromTime() + "-" + row.getUntilTime())));
  }
}
