package org.obzvon.sms.jooq;

import static org.obzvon.jooq.Tables.SMS_SPENDING;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jooq.DSLContext;
import org.obzvon.sms.Spending;

/// Stores one row per gateway and day; the row's lock orders all nodes.
public final class JooqSpending implements Spending {
  private final DSLContext db;

  public JooqSpending(DSLContext db) {
    this.db = db;
  }

  @Override
  public boolean spend(String gateway, LocalDate day, BigDecimal amount, BigDecimal budget) {
    db.insertInto(SMS_SPENDING)
        .set(SMS_SPENDING.GATEWAY, gateway)
        .set(SMS_SPENDING.DAY, day)
        .set(SMS_SPENDING.SPENT, BigDecimal.ZERO)
        .onConflictDoNothing()
        .execute();
    return db.update(SMS_SPENDING)
        .set(SMS_SPENDING.SPENT, SMS_SPENDING.SPENT.plus(amount))
        .where(SMS_SPENDING.GATEWAY.eq(gateway))
        .and(SMS_SPENDING.DAY.eq(day))
        .and(SMS_SPENDING.SPENT.plus(amount).le(budget))
        .execute() == 1;
  }

  @Override
  public void refund(String gateway, LocalDate day, BigDecimal amount) {
    db.update(SMS_SPENDING)
        .set(SMS_SPENDING.SPENT, SMS_SPENDING.SPENT.minus(amount))
        .where(SMS_SPENDING.GATEWAY.eq(gateway))
        .and(SMS_SPENDING.DAY.eq(day))
        .execute();
  }
}
