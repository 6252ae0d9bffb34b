package org.obzvon.rehearsal.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.ENROLMENT;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.obzvon.contact.Channel;
import org.obzvon.register.Phone;
import org.obzvon.rehearsal.LedgerCheckRows;

/// Reads the whole ledger into memory. It is meant for rehearsals and audits of up to some hundred thousand attempts.
public final class JooqLedgerCheckRows {
  private final DSLContext db;

  public JooqLedgerCheckRows(DSLContext db) {
    this.db = db;
  }

  /// Reads all four parts as of one instant of the database.
  public LedgerCheckRows read() {
    return db.transactionResult(
        () -> {
          db.execute("set transaction isolation level repeatable read read only");
          return new LedgerCheckRows(rows(db), stops(db), owed(db), payments(db));
        });
  }

  private static List<LedgerCheckRows.Row> rows(DSLContext db) {
    return db.select(
        ATTEMPT.ID, ATTEMPT.HOUSEHOLD_ID, ATTEMPT.ACCOUNT_ID, ATTEMPT.PHONE, ATTEMPT.CHANNEL, ATTEMPT.ARM,
        ATTEMPT.GROUND, ATTEMPT.WRITTEN_AT,
        ATTEMPT.ANSWERED_AT, ATTEMPT.OUTCOME, ATTEMPT.DETAIL, ACCOUNT.ZONE)
        .from(ATTEMPT)
        .join(ACCOUNT).on(ACCOUNT.ID.eq(ATTEMPT.ACCOUNT_ID))
        .fetch(JooqLedgerCheckRows::row);
  }

  private static LedgerCheckRows.Row row(Record read) {
    var whom = new LedgerCheckRows.Whom(
        read.get(ATTEMPT.HOUSEHOLD_ID), read.get(ATTEMPT.ACCOUNT_ID), new Phone(read.get(ATTEMPT.PHONE)),
        Optional.ofNullable(read.get(ACCOUNT.ZONE)).map(ZoneId::of));
    Optional<LedgerCheckRows.Ending> ending = Optional.ofNullable(read.get(ATTEMPT.OUTCOME))
        .map(outcome -> new LedgerCheckRows.Ending(
            outcome, Optional.ofNullable(read.get(ATTEMPT.DETAIL)).orElse("")));
    var what = new LedgerCheckRows.What(
        Channel.valueOf(read.get(ATTEMPT.CHANNEL)), read.get(ATTEMPT.ARM), read.get(ATTEMPT.GROUND));
    return new LedgerCheckRows.Row(
        read.get(ATTEMPT.ID), whom, what, read.get(ATTEMPT.WRITTEN_AT),
        Optional.ofNullable(read.get(ATTEMPT.ANSWERED_AT)), ending);
  }

  /// Reads the suppressions. An entry ends when it is lifted or at its end date, whichever comes first.
  private static List<LedgerCheckRows.Stop> stops(DSLContext db) {
    return db.select(SUPPRESSION.PHONE, SUPPRESSION.KIND, SUPPRESSION.SINCE, SUPPRESSION.UNTIL, SUPPRESSION.LIFTED_AT,
        ACCOUNT.HOUSEHOLD_ID)
        .from(SUPPRESSION)
        .leftJoin(ACCOUNT).on(ACCOUNT.ID.eq(SUPPRESSION.ACCOUNT_ID))
        .fetch(read -> new LedgerCheckRows.Stop(
            Optional.ofNullable(read.get(SUPPRESSION.PHONE)).map(Phone::new),
            Optional.ofNullable(read.get(ACCOUNT.HOUSEHOLD_ID)),
            read.get(SUPPRESSION.KIND),
            read.get(SUPPRESSION.SINCE),
            Stream.of(Optional.ofNullable(read.get(SUPPRESSION.UNTIL)),
                Optional.ofNullable(read.get(SUPPRESSION.LIFTED_AT)))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)));
  }

  /// Reads the balances at enrolment: the only ones that are stored with their time.
  private static List<LedgerCheckRows.Owed> owed(DSLContext db) {
    return db.select(ENROLMENT.ACCOUNT_ID, ENROLMENT.BALANCE, ENROLMENT.ENROLLED_AT)
        .from(ENROLMENT)
        .fetch(read -> new LedgerCheckRows.Owed(
            read.get(ENROLMENT.ACCOUNT_ID), read.get(ENROLMENT.BALANCE).negate().max(BigDecimal.ZERO),
            read.get(ENROLMENT.ENROLLED_AT)));
  }

  private static List<LedgerCheckRows.Paid> payments(DSLContext db) {
    return db.select(PAYMENT.ACCOUNT_ID, PAYMENT.AMOUNT, PAYMENT.IMPORTED_AT)
        .from(PAYMENT)
        .fetch(read -> new LedgerCheckRows.Paid(
            read.get(PAYMENT.ACCOUNT_ID), read.get(PAYMENT.AMOUNT), read.get(PAYMENT.IMPORTED_AT)));
  }
}
