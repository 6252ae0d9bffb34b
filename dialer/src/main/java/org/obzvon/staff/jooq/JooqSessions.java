package org.obzvon.staff.jooq;

import static org.obzvon.jooq.Tables.STAFF_SESSION;
import static org.obzvon.jooq.Tables.STAFF_USER;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.obzvon.staff.Session;
import org.obzvon.staff.Sessions;
import org.obzvon.staff.Tokens;

/// The sessions in PostgreSQL. A use is recorded at most once a minute, so that a page that asks often costs one read
/// each time.
public final class JooqSessions implements Sessions {
  private static final Duration GRAIN = Duration.ofMinutes(1);

  private final DSLContext db;
  private final Session.Limits limits;
  private final InstantSource clock;

  public JooqSessions(DSLContext db, Session.Limits limits, InstantSource clock) {
    this.db = db;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public String open(UUID user) {
    Instant now = clock.instant();
    db.deleteFrom(STAFF_SESSION)
        .where(STAFF_SESSION.EXPIRES_AT.lt(now).or(STAFF_SESSION.SEEN_AT.lt(now.minus(limits.idle()))))
        .execute();
    String token = Tokens.fresh();
    db.insertInto(STAFF_SESSION)
        .set(STAFF_SESSION.TOKEN_SHA256, Tokens.sha256(token))
        .set(STAFF_SESSION.USER_ID, user)
        .set(STAFF_SESSION.CSRF, Tokens.fresh())
        .set(STAFF_SESSION.CREATED_AT, now)
        .set(STAFF_SESSION.SEEN_AT, now)
        .set(STAFF_SESSION.EXPIRES_AT, now.plus(limits.longest()))
        .execute();
    return token;
  }

  @Override
  public Optional<Session> find(String token) {
    Instant now = clock.instant();
    byte[] digest = Tokens.sha256(token);
    Optional<Record> row = db.select(STAFF_SESSION.fields()).select(STAFF_USER.fields())
        .from(STAFF_SESSION).join(STAFF_USER).on(STAFF_USER.ID.eq(STAFF_SESSION.USER_ID))
        .where(STAFF_SESSION.TOKEN_SHA256.eq(digest))
        .and(isAlive(now))
        .fetchOptional();
    row.filter(found -> found.get(STAFF_SESSION.SEEN_AT).isBefore(now.minus(GRAIN))).ifPresent(
        _ -> db.update(STAFF_SESSION).set(STAFF_SESSION.SEEN_AT, now)
            .where(STAFF_SESSION.TOKEN_SHA256.eq(digest)).execute());
    return row.map(
        found -> new Session(JooqUsers.user(found.into(STAFF_USER)), found.get(STAFF_SESSION.CSRF)));
  }

  private Condition isAlive(Instant now) {
    return STAFF_SESSION.EXPIRES_AT.gt(now)
        .and(STAFF_SESSION.SEEN_AT.gt(now.minus(limits.idle())))
        .and(STAFF_USER.ACTIVE);
  }

  @Override
  public Set<String> alive(Collection<String> tokens) {
    Map<String, byte[]> digests = new HashMap<>();
    tokens.forEach(token -> digests.put(token, Tokens.sha256(token)));
    Set<ByteBuffer> alive = db.select(STAFF_SESSION.TOKEN_SHA256)
        .from(STAFF_SESSION).join(STAFF_USER).on(STAFF_USER.ID.eq(STAFF_SESSION.USER_ID))
        .where(STAFF_SESSION.TOKEN_SHA256.in(digests.values()))
        .and(isAlive(clock.instant()))
        .fetchSet(row -> ByteBuffer.wrap(row.get(STAFF_SESSION.TOKEN_SHA256)));
    return tokens.stream()
        .filter(token -> alive.contains(ByteBuffer.wrap(digests.get(token))))
        .collect(Collectors.toSet());
  }

  @Override
  public void close(String token) {
    db.deleteFrom(STAFF_SESSION).where(STAFF_SESSION.TOKEN_SHA256.eq(Tokens.sha256(token))).execute();
  }

  @Override
  public void closeAllOf(UUID user) {
    db.deleteFrom(STAFF_SESSION).where(STAFF_SESSION.USER_ID.eq(user)).execute();
  }
}
