package org.obzvon.register.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.APPOINTMENT;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.obzvon.jooq.tables.records.AppointmentRecord;
import org.obzvon.register.Appointments;
import org.obzvon.register.IdGenerator;

/// Stores appointments in PostgreSQL. A moved appointment is a new row, so that it gets its own reminder.
public final class JooqAppointments implements Appointments {
  private final DSLContext db;
  private final InstantSource clock;

  public JooqAppointments(DSLContext db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public List<Taken> take(List<Appointment> rows, LocalDate today) {
    return db.transactionResult(
        () -> {
          String[] numbers = rows.stream().map(Appointment::account).distinct().toArray(String[]::new);
          Map<String, UUID> accounts = db.select(ACCOUNT.NUMBER, ACCOUNT.ID)
              .from(ACCOUNT)
              .where(ACCOUNT.NUMBER.eq(DSL.any(numbers)))
              .orderBy(ACCOUNT.ID)
              .forUpdate()
              .fetchMap(ACCOUNT.NUMBER, ACCOUNT.ID);
          List<Taken> taken = new ArrayList<>();
          for (Appointment row : rows) {
            UUID account = accounts.get(row.account());
            taken.add(account == null ? Taken.UNKNOWN_ACCOUNT : take(db, account, row, today));
          }
          return taken;
        });
  }

  private Taken take(DSLContext tx, UUID account, Appointment row, LocalDate today) {
    AppointmentRecord known = tx.selectFrom(APPOINTMENT).where(coming(account, today))
        .and(APPOINTMENT.DAY.eq(row.day())).fetchOne();
    if (known != null && known.getFromTime().equals(row.from()) && known.getUntilTime().equals(row.until())) {
      return Taken.KNOWN;
    }
    int moved = tx.update(APPOINTMENT).set(APPOINTMENT.CANCELLED_AT, clock.instant()).where(coming(account, today))
        .execute();
    tx.insertInto(APPOINTMENT)
        .set(APPOINTMENT.ID, IdGenerator.next())
        .set(APPOINTMENT.ACCOUNT_ID, account)
        .set(APPOINTMENT.DAY, row.day())
        .set(APPOINTMENT.FROM_TIME, row.from())
        .set(APPOINTMENT.UNTIL_TIME, row.until())
        .set(APPOINTMENT.IMPORTED_AT, clock.instant())
        .execute();
    return moved > 0 ? Taken.MOVED : Taken.NEW;
  }

  private static Condition coming(UUID account, LocalDate today) {
    return APPOINTMENT.ACCOUNT_ID.eq(account).and(APPOINTMENT.DAY.ge(today)).and(APPOINTMENT.CANCELLED_AT.isNull());
  }

  @Override
  public int households(Collection<String> accounts) {
    return db.fetchSingle(
        DSL.select(DSL.countDistinct(ACCOUNT.HOUSEHOLD_ID))
            .from(ACCOUNT)
            .where(ACCOUNT.NUMBER.eq(DSL.any(accounts.toArray(String[]::new)))))
        .value1();
  }

  @Override
  public boolean cancel(String account, LocalDate today) {
    return db.update(APPOINTMENT)
        .set(APPOINTMENT.CANCELLED_AT, clock.instant())
        .where(
            APPOINTMENT.ACCOUNT_ID.eq(
                DSL.select(ACCOUNT.ID).from(ACCOUNT).where(ACCOUNT.NUMBER.eq(account))))
        .and(APPOINTMENT.DAY.ge(today))
        .and(APPOINTMENT.CANCELLED_AT.isNull())
        .execute() > 0;
  }

  @Override
  public List<Appointment> coming(LocalDate today, int limit) {
    Field<String> number = DSL.select(ACCOUNT.NUMBER).from(ACCOUNT).where(ACCOUNT.ID.eq(APPOINTMENT.ACCOUNT_ID))
        .asField("number");
    return db.select(number, APPOINTMENT.DAY, APPOINTMENT.FROM_TIME, APPOINTMENT.UNTIL_TIME)
        .from(APPOINTMENT)
        .where(APPOINTMENT.DAY.ge(today), APPOINTMENT.CANCELLED_AT.isNull())
        .orderBy(APPOINTMENT.DAY, APPOINTMENT.FROM_TIME, APPOINTMENT.ID)
        .limit(limit)
        .fetch(
            row -> new Appointment(
                row.get(number), row.get(APPOINTMENT.DAY), row.get(APPOINTMENT.FROM_TIME),
                row.get(APPOINTMENT.UNTIL_TIME)));
  }
}
