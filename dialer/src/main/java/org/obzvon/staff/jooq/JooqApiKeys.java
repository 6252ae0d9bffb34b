package org.obzvon.staff.jooq;

import static org.obzvon.jooq.Tables.API_KEY;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.obzvon.jooq.tables.records.ApiKeyRecord;
import org.obzvon.register.IdGenerator;
import org.obzvon.staff.ApiKeys;
import org.obzvon.staff.Caller;
import org.obzvon.staff.ApiKeyScope;
import org.obzvon.staff.Tokens;

/// The API keys in PostgreSQL, by their SHA-256. A use is recorded at most once a minute.
public final class JooqApiKeys implements ApiKeys {
  private static final Duration GRAIN = Duration.ofMinutes(1);

  /// The prefix shows that a text is an API key wherever it appears.
  private static final String BEGINNING = "obz_";

  private final DSLContext db;
  private final InstantSource clock;

  public JooqApiKeys(DSLContext db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public Optional<Caller.Program> find(String key) {
    Optional<ApiKeyRecord> row = db.selectFrom(API_KEY)
        .where(API_KEY.KEY_SHA256.eq(Tokens.sha256(key)), API_KEY.REVOKED_AT.isNull())
        .fetchOptional();
    Instant now = clock.instant();
    row.filter(found -> found.getUsedAt() == null || found.getUsedAt().isBefore(now.minus(GRAIN))).ifPresent(
        found -> db.update(API_KEY).set(API_KEY.USED_AT, now).where(API_KEY.ID.eq(found.getId())).execute());
    return row.map(found -> new Caller.Program(found.getId(), found.getName(), scopes(found)));
  }

  @Override
  public String make(String name, Set<ApiKeyScope> scopes, Optional<UUID> by) {
    String key = BEGINNING + Tokens.fresh();
    db.insertInto(API_KEY)
        .set(API_KEY.ID, IdGenerator.next())
        .set(API_KEY.NAME, name)
        .set(API_KEY.KEY_SHA256, Tokens.sha256(key))
        .set(API_KEY.SCOPES, scopes.stream().map(ApiKeyScope::name).sorted().toArray(String[]::new))
        .set(API_KEY.CREATED_BY, by.orElse(null))
        .set(API_KEY.CREATED_AT, clock.instant())
        .execute();
    return key;
  }

  @Override
  public boolean revoke(UUID id) {
    return db.update(API_KEY)
        .set(API_KEY.REVOKED_AT, clock.instant())
        .where(API_KEY.ID.eq(id), API_KEY.REVOKED_AT.isNull())
        .execute() == 1;
  }

  @Override
  public List<Key> all() {
    return db.selectFrom(API_KEY)
        .orderBy(API_KEY.CREATED_AT.desc())
        .fetch(
            row -> new Key(
                row.getId(), row.getName(), scopes(row),
                new Term(
                    row.getCreatedAt(), Optional.ofNullable(row.getUsedAt()),
                    Optional.ofNullable(row.getRevokedAt()))));
  }

  private static Set<ApiKeyScope> scopes(ApiKeyRecord row) {
    return Stream.of(row.getScopes()).map(ApiKeyScope::valueOf).collect(Collectors.toSet());
  }
}
