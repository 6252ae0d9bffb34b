package org.obzvon.policy.jooq;

import static org.obzvon.jooq.Tables.OUTAGE;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.obzvon.jooq.tables.records.OutageRecord;
import org.obzvon.policy.Outage;
import org.obzvon.policy.Outages;
import org.obzvon.register.IdGenerator;

/// Stores the outages in PostgreSQL.
public final class JooqOutages implements Outages {
  private final DSLContext store;
  private final InstantSource clock;

  public JooqOutages(DSLContext store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Outage add(String district, Optional<Instant> until) {
    Instant now = clock.instant();
    return store.transactionResult(() -> {
      var current = store.selectFrom(OUTAGE)
          .where(inDistricts(List.of(district)), inForce(now))
          .orderBy(OUTAGE.SINCE.desc())
          .limit(1)
          .forUpdate()
          .fetchOptional();
      OutageRecord row = current.orElseGet(() -> begun(store, district, now));
      row.setUntil(until.orElse(null));
      row.store();
      return read(row);
    });
  }

  private static OutageRecord begun(DSLContext transaction, String district, Instant now) {
    OutageRecord row = transaction.newRecord(OUTAGE);
    UUID id = IdGenerator.next();
    row.setId(id);
    row.setDistrict(district.strip());
    row.setSince(now);
    return row;
  }

  @Override
  public int end(String district) {
    Instant now = clock.instant();
    return store.update(OUTAGE).set(OUTAGE.UNTIL, now)
        .where(inDistricts(List.of(district)), inForce(now))
        .execute();
  }

  @Override
  public List<Outage> list(int limit) {
    return store.selectFrom(OUTAGE)
        .orderBy(OUTAGE.SINCE.desc(), OUTAGE.ID.desc())
        .limit(limit)
        .fetch(JooqOutages::read);
  }

  static Outage read(OutageRecord row) {
    return new Outage(row.getId(), row.getDistrict(), row.getSince(), Optional.ofNullable(row.getUntil()));
  }

  static Condition inForce(Instant at) {
    return OUTAGE.SINCE.le(at).and(OUTAGE.UNTIL.isNull().or(OUTAGE.UNTIL.gt(at)));
  }

  static Condition inDistricts(Collection<String> districts) {
    return DSL.lower(OUTAGE.DISTRICT).in(districts.stream().map(JooqOutages::key).toList());
  }

  static String key(String district) {
    return district.strip().toLowerCase(Locale.ROOT);
  }
}
