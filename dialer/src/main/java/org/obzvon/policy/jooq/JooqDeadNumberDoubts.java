package org.obzvon.policy.jooq;

import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.LINE_DOUBT;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.obzvon.policy.DeadNumberDoubts;

/// Stores doubts in the table `line_doubt` and counts the attempts in the ledger by two of its partial indexes.
public final class JooqDeadNumberDoubts implements DeadNumberDoubts {
  private final DSLContext db;

  public JooqDeadNumberDoubts(DSLContext db) {
    this.db = db;
  }

  @Override
  public Map<String, Count> counts(Collection<String> lines, Instant from, Instant to) {
    Map<String, Count> counts = new HashMap<>();
    for (String line : lines) {
      Condition then = ATTEMPT.LINE.eq(line).and(ATTEMPT.WRITTEN_AT.ge(from)).and(ATTEMPT.WRITTEN_AT.lt(to));
      int through = db.fetchCount(ATTEMPT, then.and(DeadNumberRows.GOT_THROUGH));
      var first = DSL.min(ATTEMPT.WRITTEN_AT);
      var dead = db.select(DSL.count(), first).from(ATTEMPT).where(then).and(DeadNumberRows.SAID_DEAD).fetchSingle();
      if (through + dead.value1() > 0) {
        counts.put(line, new Count(dead.value1(), through + dead.value1(), Optional.ofNullable(dead.get(first))));
      }
    }
    return counts;
  }

  @Override
  public List<Doubt> open() {
    return db.selectFrom(LINE_DOUBT)
        .where(LINE_DOUBT.UNTIL.isNull())
        .orderBy(LINE_DOUBT.LINE)
        .fetch(
            row -> new Doubt(
                row.getLine(), row.getSince(),
                new Count(row.getDead(), row.getTries(), Optional.of(row.getSince()))));
  }

  @Override
  public boolean keep(Doubt doubt) {
    int kept = db.update(LINE_DOUBT)
        .set(LINE_DOUBT.DEAD, doubt.count().dead())
        .set(LINE_DOUBT.TRIES, doubt.count().tries())
        .where(LINE_DOUBT.LINE.eq(doubt.line()))
        .and(LINE_DOUBT.UNTIL.isNull())
        .execute();
    return kept == 0
        && db.insertInto(LINE_DOUBT)
            .set(LINE_DOUBT.LINE, doubt.line())
            .set(LINE_DOUBT.SINCE, doubt.since())
            .set(LINE_DOUBT.DEAD, doubt.count().dead())
            .set(LINE_DOUBT.TRIES, doubt.count().tries())
            .onConflictDoNothing() // another node was quicker, or the same reports were doubted before
            .execute() > 0;
  }

  @Override
  public boolean end(String line, Instant at) {
    return db.update(LINE_DOUBT)
        .set(LINE_DOUBT.UNTIL, at)
        .where(LINE_DOUBT.LINE.eq(line))
        .and(LINE_DOUBT.UNTIL.isNull())
        .execute() > 0;
  }

  /// Builds the condition that a line made the attempt while the line was doubted.
  static Condition doubted() {
    return DSL.exists(
        DSL.selectOne()
            .from(LINE_DOUBT)
            .where(LINE_DOUBT.LINE.eq(ATTEMPT.LINE))
            .and(LINE_DOUBT.SINCE.le(ATTEMPT.WRITTEN_AT))
            .and(LINE_DOUBT.UNTIL.isNull().or(LINE_DOUBT.UNTIL.ge(ATTEMPT.WRITTEN_AT))));
  }
}
