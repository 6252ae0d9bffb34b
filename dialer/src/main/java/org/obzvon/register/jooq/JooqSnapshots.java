package org.obzvon.register.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.SNAPSHOT;

import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.obzvon.register.Snapshots;
import org.obzvon.register.StagedRegister;

/// Stores snapshots of the register in PostgreSQL.
public final class JooqSnapshots implements Snapshots {
  private static final int PAGE = 10_000;

  private final DSLContext store;
  private final InstantSource clock;
  private final Limits limits;

  public JooqSnapshots(DSLContext store, InstantSource clock) {
    this(store, clock, Limits.USUAL);
  }

  public JooqSnapshots(DSLContext store, InstantSource clock, Limits limits) {
    this.store = store;
    this.clock = clock;
    this.limits = limits;
  }

  @Override
  public <T> T staged(Function<StagedRegister, T> work) {
    return store.transactionResult(
        () -> {
          StagedRows rows = new StagedRows(store, clock, limits);
          T result = work.apply(rows);
          rows.close();
          return result;
        });
  }

  @Override
  public void numbersOfOtherSources(String source, BiConsumer<String, String> each) {
    if (!store.fetchExists(SNAPSHOT, SNAPSHOT.SOURCE.ne(source))) {
      return;
    }
    // A cursor needs a transaction.
    store.transaction(
        () -> {
          try (var accounts = store
              .select(ACCOUNT.NUMBER, SNAPSHOT.SOURCE)
              .from(ACCOUNT)
              .join(SNAPSHOT).on(SNAPSHOT.ID.eq(ACCOUNT.SNAPSHOT_ID))
              .where(SNAPSHOT.SOURCE.ne(source))
              .fetchSize(PAGE)
              .fetchLazy()) {
            accounts.forEach(account -> each.accept(account.value1(), account.value2()));
          }
        });
  }
}
