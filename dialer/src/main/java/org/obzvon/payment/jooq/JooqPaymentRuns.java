package org.obzvon.payment.jooq;

import static org.obzvon.jooq.Tables.PAYMENT_FILE;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.obzvon.jooq.tables.records.PaymentFileRecord;
import org.obzvon.payment.PaymentRuns;
import org.obzvon.register.IdGenerator;

/// Stores the log of payment files in PostgreSQL.
public final class JooqPaymentRuns implements PaymentRuns {
  private static final Condition UNFINISHED = PAYMENT_FILE.ENDED_AT.isNull().and(PAYMENT_FILE.BROKE_OFF_AT.isNull());

  private final DSLContext db;
  private final InstantSource clock;
  private final Optional<String> node;
  private final RunLocks locks;

  /// @param node the node of this service; empty for a command, which nobody restarts
  public JooqPaymentRuns(DSLContext db, InstantSource clock, Optional<String> node) {
    this.db = db;
    this.locks = new RunLocks(db);
    this.clock = clock;
    this.node = node;
  }

  @Override
  public UUID begin(File file) {
    UUID id = IdGenerator.next();
    if (node.isEmpty()) {
      locks.hold(id);
    }
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
    locks.release(run);
  }

  @Override
  public void breakOff(UUID run) {
    db.update(PAYMENT_FILE)
        .set(PAYMENT_FILE.BROKE_OFF_AT, clock.instant())
        .where(PAYMENT_FILE.ID.eq(run).and(PAYMENT_FILE.ENDED_AT.isNull()))
        .execute();
    locks.release(run);
  }

  @Override
  public List<Unfinished> breakOffAbandoned() {
    return node.isEmpty() ? List.of() : breakOff(PAYMENT_FILE.NODE.eq(node.get()));
  }

  /// Finds the unfinished runs first, so that it tries no lock of any other run.
  @Override
  public List<Unfinished> breakOffOfGoneCommands() {
    List<UUID> unfinished = db.select(PAYMENT_FILE.ID).from(PAYMENT_FILE).where(UNFINISHED, PAYMENT_FILE.NODE.isNull())
        .fetch(PAYMENT_FILE.ID);
    return unfinished.isEmpty()
        ? List.of()
        : breakOff(PAYMENT_FILE.ID.eq(DSL.any(unfinished.toArray(UUID[]::new))).and(RunLocks.isFree(PAYMENT_FILE)));
  }

  private List<Unfinished> breakOff(Condition which) {
    return db.update(PAYMENT_FILE)
        .set(PAYMENT_FILE.BROKE_OFF_AT, clock.instant())
        .where(UNFINISHED, which)
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
    Optional<Counts> counts = row.getEndedAt() == null
        ? Optional.empty()
        : Optional.of(new Counts(row.getTaken(), row.getKnown(), row.getRejected()));
    return new Run(file(row), row.getBegunAt(), counts, row.getBrokeOffAt() != null);
  }

  private static File file(PaymentFileRecord row) {
    return new File(row.getName(), row.getSource(), row.getTakenBy());
  }
}
