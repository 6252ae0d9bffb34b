package org.obzvon.desk.jooq;

import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;
import org.obzvon.desk.UnstorableEntry;

/// Distinguishes entries that the store will never accept from those that failed for the moment.
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
        case C22_DATA_EXCEPTION, C23_INTEGRITY_CONSTRAINT_VIOLATION -> throw new UnstorableEntry(e);
        case null, default -> throw e;
      }
    }
  }
}
