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
import org.obzvon.contact.Ground;
import org.obzvon.register.Money;
import org.obzvon.sms.Purpose;
import org.obzvon.sms.Subjects;
import org.obzvon.sms.Value;
import org.obzvon.sms.Variable;

/// Promises, payments and appointments in PostgreSQL, as they stand at this moment.
public final class JooqSubjects implements Subjects {
  private final DSLContext db;

  public JooqSubjects(DSLContext db) {
    this.db = db;
  }

  @Override
  public Optional<Map<Variable, Value>> values(Ground ground) {
    UUID subject = ground.subject().orElseThrow();
    return switch (ground.kind()) {
      case PROMISE_DUE -> promise(PROMISE.ID.eq(subject).and(PROMISE.STATE.eq("OPEN")));
      case PROMISE_BROKEN -> promise(PROMISE.ID.eq(subject).and(PROMISE.STATE.eq("BROKEN")));
      case PAYMENT -> payment(PAYMENT.ID.eq(subject));
      case APPOINTMENT -> appointment(APPOINTMENT.ID.eq(subject));
      case LADDER, NOTICE, ASKED -> throw new IllegalArgumentException("is about the debt alone: " + ground.kind());
    };
  }

  @Override
  public Optional<Map<Variable, Value>> newest(Purpose purpose, UUID account) {
    return switch (purpose) {
      case PROMISE -> promise(PROMISE.ACCOUNT_ID.eq(account));
      case PAYMENT -> payment(PAYMENT.ACCOUNT_ID.eq(account));
      case APPOINTMENT -> appointment(APPOINTMENT.ACCOUNT_ID.eq(account));
      case STEP, NOTICE, ANSWER -> Optional.empty();
    };
  }

  private Optional<Map<Variable, Value>> promise(Condition which) {
    return db.selectFrom(PROMISE)
        .where(which)
        .orderBy(PROMISE.MADE_AT.desc())
        .limit(1)
        .fetchOptional(
            row ->
                Map.of(
                    Variable.PROMISE_DATE, new Value.Day(row.getPromisedOn()),
                    Variable.PROMISE_AMOUNT,
                    new Value.Amount(new Money(row.getAmount(), Currency.getInstance(row.getCurrency())))));
  }

  private Optional<Map<Variable, Value>> payment(Condition which) {
    return db.selectFrom(PAYMENT)
        .where(which, PAYMENT.TAKEN_BACK.lt(PAYMENT.AMOUNT))
        .orderBy(PAYMENT.PAID_AT.desc())
        .limit(1)
        .fetchOptional(
            row ->
                Map.of(
                    Variable.PAID_AMOUNT,
                    new Value.Amount(
                        new Money(
                            row.getAmount().subtract(row.getTakenBack()), Currency.getInstance(row.getCurrency())))));
  }

  private Optional<Map<Variable, Value>> appointment(Condition which) {
    return db.selectFrom(APPOINTMENT)
        .where(which, APPOINTMENT.CANCELLED_AT.isNull())
        .orderBy(APPOINTMENT.DAY.desc())
        .limit(1)
        .fetchOptional(
            row ->
                Map.of(
                    Variable.APPOINTMENT_DATE, new Value.Day(row.getDay()),
                    Variable.APPOINTMENT_TIME, new Value.Text(row.getFromTime() + "-" + row.getUntilTime())));
  }
}
