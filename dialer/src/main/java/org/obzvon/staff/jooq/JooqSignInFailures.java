package org.obzvon.staff.jooq;

import static org.obzvon.jooq.Tables.SIGN_IN_FAILURE;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.obzvon.document.SafeText;
import org.obzvon.staff.SignInFailures;

/// The wrong passwords in PostgreSQL, kept for a day.
public final class JooqSignInFailures implements SignInFailures {
  private static final Duration KEPT = Duration.ofDays(1);

  private final DSLContext db;

  public JooqSignInFailures(DSLContext db) {
    this.db = db;
  }

  @Override
  public void note(String login, String address, Instant at) {
    db.deleteFrom(SIGN_IN_FAILURE).where(SIGN_IN_FAILURE.AT.lt(at.minus(KEPT))).execute();
    db.insertInto(SIGN_IN_FAILURE)
        .set(SIGN_IN_FAILURE.LOGIN, SafeText.storable(login))
        .set(SIGN_IN_FAILURE.ADDRESS, address)
        .set(SIGN_IN_FAILURE.AT, at)
        .execute();
  }

  @Override
  public Recent ofLogin(String login, Instant since) {
    return recent(SIGN_IN_FAILURE.LOGIN.eq(SafeText.storable(login)), since);
  }

  @Override
  public Recent ofAddress(String address, Instant since) {
    return recent(SIGN_IN_FAILURE.ADDRESS.eq(address), since);
  }

  private Recent recent(Condition whose, Instant since) {
    var last = DSL.max(SIGN_IN_FAILURE.AT);
    return db.select(DSL.count(), last)
        .from(SIGN_IN_FAILURE)
        .where(whose, SIGN_IN_FAILURE.AT.gt(since))
        .fetchSingle(row -> new Recent(row.get(DSL.count()), Optional.ofNullable(row.get(last))));
  }

  @Override
  public void forget(String login) {
    db.deleteFrom(SIGN_IN_FAILURE).where(SIGN_IN_FAILURE.LOGIN.eq(login)).execute();
  }
}
