package org.obzvon.desk.jooq;

import org.jooq.exception.DataAccessException;
import org.obzvon.desk.Unstorable;

/// Tells what the store will never take from what it could not take now.
final class Storing {
  private Storing() {}

  static void run(Runnable statements) {
    try {
      statements.run();
    } catch (DataAccessException e) {
      switch (e.sqlStateClass()) {
        case C22_DATA_EXCEPTION, C23_INTEGRITY_CONSTRAINT_VIOLATION -> throw new Unstorable(e);
        case null, default -> throw e;
      }
    }
  }
}
