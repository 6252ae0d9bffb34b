package org.obzvon.rehearsal.jooq;

import static org.jooq.impl.DSL.count;
import static org.obzvon.jooq.Tables.ATTEMPT;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;

/// Counts the attempts of a campaign by arm and outcome, without contacts that go to every arm alike.
public final class JooqOutcomeCounts {
  private final DSLContext db;

  public JooqOutcomeCounts(DSLContext db) {
    this.db = db;
  }

  /// Returns arm → outcome → count; outcomes as `REACHED_PROMISED`, `NOT_REACHED_BUSY`, `DELIVERED`.
  public Map<String, Map<String, Integer>> of(UUID campaign) {
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    db.select(ATTEMPT.ARM, ATTEMPT.OUTCOME, ATTEMPT.DETAIL, count())
        .from(ATTEMPT)
        .where(ATTEMPT.CAMPAIGN_ID.eq(campaign), ATTEMPT.GROUND.notIn("NOTICE", "APPOINTMENT"))
        .groupBy(ATTEMPT.ARM, ATTEMPT.OUTCOME, ATTEMPT.DETAIL)
        .forEach(
            row -> {
              String outcome = row.get(ATTEMPT.OUTCOME) == null ? "OPEN" : row.get(ATTEMPT.OUTCOME);
              String name = row.get(ATTEMPT.DETAIL) == null ? outcome : outcome + "_" + row.get(ATTEMPT.DETAIL);
              counts.computeIfAbsent(row.get(ATTEMPT.ARM), _ -> new HashMap<>()).put(name, row.get(count()));
            });
    return counts;
  }
}
