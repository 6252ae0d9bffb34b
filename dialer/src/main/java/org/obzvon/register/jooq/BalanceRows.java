package org.obzvon.register.jooq;

import static java.util.stream.Collectors.groupingBy;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PAYMENT_CHANGE;
import static org.obzvon.jooq.Tables.SNAPSHOT;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.obzvon.register.AccountBalance;
import org.obzvon.register.AccountBalance.Paid;
import org.obzvon.register.AccountBalance.Register;
import org.obzvon.register.AccountBalance.TakenBack;
import org.obzvon.register.ZoneNameParser;

/// Stores the balances of accounts as they follow from their register and their payments.
public final class BalanceRows {
  /// How many accounts are worked out together; this limits the memory for their payments.
  private static final int CHUNK = 1000;
  private static final String TAKEN_BACK = "TAKEN_BACK";
  private static final String MOVED = "MOVED";

  /// The day of the newest register that contains the account.
  private static final Field<LocalDate> TAKEN_ON = takenOn();

  private final DSLContext store;

  public BalanceRows(DSLContext store) {
    this.store = store;
  }

  private static Field<LocalDate> takenOn() {
    var newest = SNAPSHOT.as("newest");
    return DSL
        .when(
            ACCOUNT.LEFT_REGISTER_ON.isNull().andNot(ACCOUNT.ERASED),
            DSL.field(DSL.select(DSL.max(newest.TAKEN_ON)).from(newest).where(newest.SOURCE.eq(SNAPSHOT.SOURCE))))
        .otherwise(SNAPSHOT.TAKEN_ON)
        .as("newest_register");
  }

  /// Calculates the balances again and stores those that changed; the caller holds the [BalanceLock]. Returns all of
  /// them.
  public Map<UUID, AccountBalance> refresh(Collection<UUID> accounts, Instant now) {
    Map<UUID, AccountBalance> all = new HashMap<>();
    List<UUID> ids = List.copyOf(new TreeSet<>(accounts));
    for (int from = 0; from < ids.size(); from += CHUNK) {
      List<Standing> chunk = standings(ids.subList(from, Math.min(ids.size(), from + CHUNK)), now);
      store.batch(chunk.stream().filter(Standing::isNew).map(one -> update(one, now)).toList()).execute();
      chunk.forEach(one -> all.put(one.account.get(ACCOUNT.ID), one.balance));
    }
    return all;
  }

  /// Returns the balance of an account and the effects of its payments now. Stores nothing.
  public AccountBalance of(UUID account, Instant now) {
    return standings(List.of(account), now).getFirst().balance;
  }

  /// @param account the row as it is stored
  private record Standing(Record account, AccountBalance balance) {
    boolean isNew() {
      return account.get(ACCOUNT.REGISTER_BALANCE) == null
          || balance.balance().compareTo(account.get(ACCOUNT.BALANCE)) != 0
          || !balance.pending().toldAt().equals(Optional.ofNullable(account.get(ACCOUNT.PAYMENT_TOLD_AT)))
          || !balance.pending().announcedFor().equals(Optional.ofNullable(account.get(ACCOUNT.PAYMENT_ANNOUNCED_FOR)));
    }
  }

  private List<Standing> standings(List<UUID> ids, Instant now) {
    UUID[] accounts = ids.toArray(UUID[]::new);
    Map<UUID, List<Record>> changes = changes(accounts);
    Map<UUID, List<Paid>> payments = payments(accounts, changes);
    List<Standing> standings = new ArrayList<>();
    store
        .select(
            ACCOUNT.ID, ACCOUNT.BALANCE, ACCOUNT.REGISTER_BALANCE, ACCOUNT.ZONE, ACCOUNT.PAYMENT_TOLD_AT,
            ACCOUNT.PAYMENT_ANNOUNCED_FOR, TAKEN_ON)
        .from(ACCOUNT)
        .join(SNAPSHOT).on(SNAPSHOT.ID.eq(ACCOUNT.SNAPSHOT_ID))
        .where(ACCOUNT.ID.eq(DSL.any(accounts)))
        .forEach(
            row -> {
              List<Paid> paid = payments.getOrDefault(row.get(ACCOUNT.ID), List.of());
              standings.add(new Standing(row, AccountBalance.of(register(row), paid, now)));
            });
    return standings;
  }

  private static Register register(Record row) {
    ZoneId zone = Optional.ofNullable(row.get(ACCOUNT.ZONE)).flatMap(ZoneNameParser::find).orElse(ZoneOffset.UTC);
    BigDecimal told = Optional.ofNullable(row.get(ACCOUNT.REGISTER_BALANCE)).orElse(row.get(ACCOUNT.BALANCE));
    return new Register(told, row.get(TAKEN_ON), zone);
  }

  /// Returns the changes by payment, oldest first.
  private Map<UUID, List<Record>> changes(UUID[] accounts) {
    return store
        .select(PAYMENT_CHANGE.fields())
        .from(PAYMENT_CHANGE)
        .join(PAYMENT).on(PAYMENT.ID.eq(PAYMENT_CHANGE.PAYMENT_ID))
        .where(PAYMENT.ACCOUNT_ID.eq(DSL.any(accounts)))
        .orderBy(PAYMENT_CHANGE.ID)
        .fetch()
        .stream()
        .collect(groupingBy(row -> row.get(PAYMENT_CHANGE.PAYMENT_ID)));
  }

  private Map<UUID, List<Paid>> payments(UUID[] accounts, Map<UUID, List<Record>> changes) {
    return store
        .select(PAYMENT.ID, PAYMENT.ACCOUNT_ID, PAYMENT.AMOUNT, PAYMENT.PAID_AT, PAYMENT.IMPORTED_AT)
        .from(PAYMENT)
        .join(ACCOUNT).on(ACCOUNT.ID.eq(PAYMENT.ACCOUNT_ID))
        .where(PAYMENT.ACCOUNT_ID.eq(DSL.any(accounts)), PAYMENT.CURRENCY.eq(ACCOUNT.CURRENCY))
        .fetchGroups(
            PAYMENT.ACCOUNT_ID, row -> paid(row, changes.getOrDefault(row.get(PAYMENT.ID), List.of())));
  }

  /// Builds a payment with its changes. A moved payment counts as reported at the time of the move, and amounts that
  /// were taken back before count again.
  private static Paid paid(Record row, List<Record> changes) {
    Instant toldAt = row.get(PAYMENT.IMPORTED_AT);
    List<TakenBack> takenBack = new ArrayList<>();
    for (Record change : changes) {
      switch (change.get(PAYMENT_CHANGE.KIND)) {
        case MOVED -> {
          toldAt = change.get(PAYMENT_CHANGE.TOLD_AT);
          takenBack.clear();
        }
        case TAKEN_BACK ->
            takenBack.add(new TakenBack(change.get(PAYMENT_CHANGE.AMOUNT), change.get(PAYMENT_CHANGE.MADE_AT)));
        default -> throw new IllegalStateException("no change of a payment: " + change.get(PAYMENT_CHANGE.KIND));
      }
    }
    return new Paid(row.get(PAYMENT.ID), row.get(PAYMENT.AMOUNT), row.get(PAYMENT.PAID_AT), toldAt, takenBack);
  }

  private Query update(Standing standing, Instant now) {
    return store
        .update(ACCOUNT)
        .set(ACCOUNT.REGISTER_BALANCE, DSL.coalesce(ACCOUNT.REGISTER_BALANCE, ACCOUNT.BALANCE))
        .set(ACCOUNT.BALANCE, standing.balance().balance())
        .set(ACCOUNT.PAYMENT_TOLD_AT, standing.balance().pending().toldAt().orElse(null))
        .set(ACCOUNT.PAYMENT_ANNOUNCED_FOR, standing.balance().pending().announcedFor().orElse(null))
        .set(ACCOUNT.UPDATED_AT, now)
        .where(ACCOUNT.ID.eq(standing.account().get(ACCOUNT.ID)));
  }
}
