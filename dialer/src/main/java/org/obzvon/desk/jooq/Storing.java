package org.obzvon.desk.jooq;

import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;
import org.obzvon.desk.Unstorable;

/// Tells what the store will never take from what it could not take now.
final class Storing {
  private Storing() {}

  static void run(Runnable statements) {
    get(
        () -> {
          statements.run();
          return true;
        });
  }

  static <T> T get(Supplier<T> statements) {
    try {
      return statements.get();
    } catch (DataAccessException e) {
      switch (e.sqlStateClass()) {
        case C22_DATA_EXCEPTION, C23_INTEGRITY_CONSTRAINT_VIOLATION -> throw new Unstorable(e);
        case null, default -> throw e;
      }
    }
  }
}
