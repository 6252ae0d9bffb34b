package org.obzvon;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.HOUSEHOLD;
import static org.obzvon.jooq.Tables.SNAPSHOT;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jooq.DSLContext;
import org.obzvon.register.Ids;

/// Rows that tests start from: debtors of 500 roubles in Moscow, in debt since a given day.
public final class TestData {
  public static final Instant NOON = Instant.parse("2026-11-18T09:00:00Z"); // a Wednesday, 12:00 in Moscow

  private final DSLContext db;
  private final UUID snapshot = Ids.next();

  public TestData(DSLContext db) {
    this.db = db;
    db.insertInto(SNAPSHOT)
        .set(SNAPSHOT.ID, snapshot)
        .set(SNAPSHOT.SOURCE, "billing")
        .set(SNAPSHOT.TAKEN_ON, LocalDate.of(2026, 11, 18))
        .set(SNAPSHOT.FILE_SHA256, "")
        .set(SNAPSHOT.IMPORTED_AT, NOON)
        .set(SNAPSHOT.ACCEPTED, 0)
        .set(SNAPSHOT.REJECTED, 0)
        .execute();
  }

  public UUID household(String key) {
    UUID id = Ids.next();
    db.insertInto(HOUSEHOLD)
        .set(HOUSEHOLD.ID, id)
        .set(HOUSEHOLD.KEY, key)
        .set(HOUSEHOLD.CREATED_AT, NOON)
        .execute();
    return id;
  }

  /// An account of its own household with one number made of the account number.
  public UUID debtor(String number, LocalDate since) {
    return debtor(number, household(number), since, "+7900" + String.format("%07d", Math.floorMod(number.hashCode(), 10_000_000)));
  }

  public UUID debtor(String number, UUID household, LocalDate since, String phone) {
    UUID id = Ids.next();
    db.insertInto(ACCOUNT)
        .set(ACCOUNT.ID, id)
        .set(ACCOUNT.NUMBER, number)
        .set(ACCOUNT.HOUSEHOLD_ID, household)
        .set(ACCOUNT.NAME, "Debtor " + number)
        .set(ACCOUNT.SERVICE_STATE, "ACTIVE")
        .set(ACCOUNT.BALANCE, new BigDecimal("-500.00"))
        .set(ACCOUNT.CURRENCY, "RUB")
        .set(ACCOUNT.DEBT_SINCE, since)
        .set(ACCOUNT.LANGUAGE, "RU")
        .set(ACCOUNT.ZONE, "Europe/Moscow")
        .set(ACCOUNT.LEGAL_ENTITY, false)
        .set(ACCOUNT.SNAPSHOT_ID, snapshot)
        .set(ACCOUNT.UPDATED_AT, NOON)
        .execute();
    db.insertInto(ACCOUNT_PHONE)
        .set(ACCOUNT_PHONE.ACCOUNT_ID, id)
        .set(ACCOUNT_PHONE.POSITION, 0)
        .set(ACCOUNT_PHONE.E164, phone)
        .execute();
    return id;
  }

  /// A campaign row whose file is `text`.
  public UUID campaign(String name, String text) {
    UUID id = Ids.next();
    db.insertInto(CAMPAIGN)
        .set(CAMPAIGN.ID, id)
        .set(CAMPAIGN.NAME, name)
        .set(CAMPAIGN.EXPERIMENT, name)
        .set(CAMPAIGN.DEFINITION, text)
        .set(CAMPAIGN.DEFINITION_SHA256, name)
        .set(CAMPAIGN.STATE, "RUNNING")
        .set(CAMPAIGN.SIMULATED, false)
        .set(CAMPAIGN.CREATED_AT, NOON)
        .execute();
    return id;
  }
}
