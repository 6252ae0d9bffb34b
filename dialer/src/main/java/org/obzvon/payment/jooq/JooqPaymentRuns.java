package org.obzvon.payment.jooq;

import static org.obzvon.jooq.Tables.PAYMENT_FILE;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.obzvon.jooq.tables.records.PaymentFileRecord;
import org.obzvon.payment.PaymentRuns;
import org.obzvon.register.Ids;

/// The payment files in PostgreSQL.
public final class JooqPaymentRuns implements PaymentRuns {
  private final DSLContext db;
  private final InstantSource clock;
  private final Optional<String> node;

  /// @param node whose service it is; empty for a command, which nobody starts again
  public JooqPaymentRuns(DSLContext db, InstantSource clock, Optional<String> node) {
    this.db = db;
    this.clock = clock;
    this.node = node;
  }

  @Override
  public UUID begin(File file) {
    UUID id = Ids.next();
    db.insertInto(PAYMENT_FILE)
        .set(PAYMENT_FILE.ID, id)
        .set(PAYMENT_FILE.NAME, file.name())
        .set(PAYMENT_FILE.SOURCE, file.source())
        .set(PAYMENT_FILE.TAKEN_BY, file.by())
        .set(PAYMENT_FILE.BEGUN_AT, clock.instant())
        .set(PAYMENT_FILE.NODE, node.orElse(null))
        .execute();
    return id;
  }

  @Override
  public void end(UUID run, Counts counts) {
    db.update(PAYMENT_FILE)
        .set(PAYMENT_FILE.ENDED_AT, clock.instant())
        .set(PAYMENT_FILE.TAKEN, counts.taken())
        .set(PAYMENT_FILE.KNOWN, counts.known())
        .set(PAYMENT_FILE.REJECTED, counts.rejected())
        .where(PAYMENT_FILE.ID.eq(run))
        .execute();
  }

  @Override
  public void breakOff(UUID run) {
    db.update(PAYMENT_FILE)
        .set(PAYMENT_FILE.BROKE_OFF_AT, clock.instant())
        .where(PAYMENT_FILE.ID.eq(run).and(PAYMENT_FILE.ENDED_AT.isNull()))
        .execute();
  }

  @Override
  public List<Unfinished> breakOffAbandoned() {
    return node.isEmpty()
        ? List.of()
        : db.update(PAYMENT_FILE)
            .set(PAYMENT_FILE.BROKE_OFF_AT, clock.instant())
            .where(
                PAYMENT_FILE.NODE.eq(node.get())
                    .and(PAYMENT_FILE.ENDED_AT.isNull())
                    .and(PAYMENT_FILE.BROKE_OFF_AT.isNull()))
            .returning()
            .fetch(row -> new Unfinished(row.getId(), file(row)));
  }

  @Override
  public List<Run> last(int most) {
    return db.selectFrom(PAYMENT_FILE)
        .orderBy(PAYMENT_FILE.BEGUN_AT.desc(), PAYMENT_FILE.ID.desc())
        .limit(most)
        .fetch(JooqPaymentRuns::run);
  }

  private static Run run(PaymentFileRecord row) {
    Optional<Counts> counts =
        row.getEndedAt() == null
            ? Optional.empty()
            : Optional.of(new Counts(row.getTaken(), row.getKnown(), row.getRejected()));
    return new Run(file(row), row.getBegunAt(), counts, row.getBrokeOffAt() != null);
  }

  private static File file(PaymentFileRecord row) {
    return new File(row.getName(), row.getSource(), row.getTakenBy());
  }
}
