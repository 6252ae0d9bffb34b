package org.obzvon.call.jooq;

import static org.obzvon.jooq.Tables.CALL_KEY;

import org.jooq.DSLContext;
import org.obzvon.call.CallTokens;

/// Reads the key of call tokens that all nodes of a database share.
public final class JooqCallTokenKey {
  private JooqCallTokenKey() {}

  public static CallTokens tokens(DSLContext db) {
    return new CallTokens(db.select(CALL_KEY.KEY).from(CALL_KEY).fetchSingle(CALL_KEY.KEY));
  }
}
