package org.obzvon.policy.jooq;

import static org.jooq.impl.DSL.row;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.SuppressionPages;
import org.obzvon.policy.Suppressions;
import org.obzvon.register.ListPosition;

/// Reads pages of suppressions from PostgreSQL.
public final class JooqSuppressionPages implements SuppressionPages {
  private final DSLContext db;
  private final InstantSource clock;

  public JooqSuppressionPages(DSLContext db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public List<Suppression> page(Suppressions.Scope scope, Optional<ListPosition> after, int limit) {
    Condition wanted = switch (scope) {
      case IN_FORCE -> SuppressionRows.inForce(clock.instant());
      case ALL -> DSL.noCondition();
    };
    return db.selectFrom(SUPPRESSION)
        .where(wanted)
        .and(
            after.<Condition>map(
                position -> row(SUPPRESSION.SINCE, SUPPRESSION.ID).lt(row(position.at(), position.id())))
                .orElse(DSL.noCondition()))
        .orderBy(SUPPRESSION.SINCE.desc(), SUPPRESSION.ID.desc())
        .limit(limit)
        .fetch(SuppressionRows::read);
  }
}
