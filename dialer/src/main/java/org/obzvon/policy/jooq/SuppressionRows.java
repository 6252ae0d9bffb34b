package org.obzvon.policy.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.register.Phone;

/// Turns rows of suppressions into our records, and tells which of them are in force.
final class SuppressionRows {
  private SuppressionRows() {}

  static Suppression read(Record row) {
    return new Suppression(
        row.get(SUPPRESSION.ID),
        target(row),
        StopKind.valueOf(row.get(SUPPRESSION.KIND)),
        row.get(SUPPRESSION.NOTE),
        row.get(SUPPRESSION.SOURCE),
        new Suppression.Term(
            row.get(SUPPRESSION.SINCE),
            Optional.ofNullable(row.get(SUPPRESSION.UNTIL)),
            Optional.ofNullable(row.get(SUPPRESSION.LIFTED_AT))));
  }

  /// Reads the target. A row that names both an account and a number stops the household, the wider of the two.
  private static Suppression.Target target(Record row) {
    UUID account = row.get(SUPPRESSION.ACCOUNT_ID);
    return account != null
        ? new Suppression.Target.Household(account)
        : new Suppression.Target.Number(new Phone(row.get(SUPPRESSION.PHONE)));
  }

  static Condition inForce(Instant at) {
    return SUPPRESSION.LIFTED_AT.isNull().and(SUPPRESSION.UNTIL.isNull().or(SUPPRESSION.UNTIL.gt(at)));
  }

  /// Builds the condition on a number, or on an account that belongs to one of the households today: two searches, each
  /// with its own index.
  static Condition concerning(Collection<UUID> households, Collection<Phone> phones) {
    var accounts = DSL.select(ACCOUNT.ID).from(ACCOUNT)
        .where(ACCOUNT.HOUSEHOLD_ID.eq(DSL.any(households.toArray(UUID[]::new))));
    String[] numbers = phones.stream().map(Phone::e164).toArray(String[]::new);
    return SUPPRESSION.ID.in(
        DSL.select(SUPPRESSION.ID).from(SUPPRESSION).where(SUPPRESSION.PHONE.eq(DSL.any(numbers)))
            .unionAll(DSL.select(SUPPRESSION.ID).from(SUPPRESSION).where(SUPPRESSION.ACCOUNT_ID.in(accounts))));
  }
}
