package org.obzvon.register.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.OVERDUE;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PAYMENT_CHANGE;
import static org.obzvon.jooq.Tables.SNAPSHOT;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.obzvon.jooq.tables.records.AccountPhoneRecord;
import org.obzvon.jooq.tables.records.AccountRecord;
import org.obzvon.register.Account;
import org.obzvon.register.Entry;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.obzvon.register.Progress;
import org.obzvon.register.Snapshots.Heading;

/// Writes the accounts of one snapshot, within its transaction.
final class PlainAccounts {
  /// How many accounts are sent together; the batch in memory is a few hundred kilobytes.
  private static final int CHUNK = 1000;
  private static final Set<Field<?>> KEPT = Set.of(ACCOUNT.ID, ACCOUNT.NUMBER, ACCOUNT.HOUSEHOLD_ID);

  /// The columns that are written; the database sets the others.
  private static final List<Field<?>> FIELDS = Stream.of(ACCOUNT.fields())
      .filter(field -> !field.equals(ACCOUNT.CHANGED_IN)).toList();

  /// Billing gave no household key; null would mean that this is not known.
  private static final String NO_KEY = "";

  private final DSLContext transaction;
  private final UUID snapshot;
  private final Instant now;

  PlainAccounts(DSLContext transaction, UUID snapshot, Instant now) {
    this.transaction = transaction;
    this.snapshot = snapshot;
    this.now = now;
  }

  void write(List<Entry> entries, PlainHouseholds.Homes homes, Progress progress) {
    progress.stage("storing", entries.size());
    for (int from = 0; from < entries.size(); from += CHUNK) {
      List<Entry> chunk = entries.subList(from, Math.min(entries.size(), from + CHUNK));
      Map<String, UUID> ids = upsert(chunk, homes);
      replacePhones(chunk, ids);
      progress.advance(chunk.size());
    }
  }

  /// Stores the accounts; existing ones keep their id and their household. One statement is prepared and sent with the
  /// values of every row: a statement of many rows takes the server and the driver several times as long.
  private Map<String, UUID> upsert(List<Entry> chunk, PlainHouseholds.Homes homes) {
    Map<Field<?>, Field<?>> news = new LinkedHashMap<>();
    for (Field<?> field : FIELDS) {
      if (!KEPT.contains(field)) {
        news.put(field, DSL.excluded(field));
      }
    }
    BatchBindStep batch = transaction.batch(
        transaction
            .insertInto(ACCOUNT)
            .columns(FIELDS)
            .values(new Object[FIELDS.size()])
            .onConflict(ACCOUNT.NUMBER)
            .doUpdate()
            .set(news));
    for (Entry entry : chunk) {
      batch = batch.bind(row(entry, homes.of(entry.number())).into(FIELDS.toArray(Field<?>[]::new)).intoArray());
    }
    batch.execute();
    String[] numbers = chunk.stream().map(Entry::number).toArray(String[]::new);
    return transaction
        .select(ACCOUNT.NUMBER, ACCOUNT.ID)
        .from(ACCOUNT)
        .where(ACCOUNT.NUMBER.eq(DSL.any(numbers)))
        .fetchMap(ACCOUNT.NUMBER, ACCOUNT.ID);
  }

  private AccountRecord row(Entry entry, UUID household) {
    Account.Subscriber subscriber = entry.subscriber();
    Account.Place place = subscriber.place();
    AccountRecord row = new AccountRecord();
    row.setId(IdGenerator.next());
    row.setNumber(entry.number());
    row.setHouseholdId(household);
    row.setHouseholdKey(entry.household().orElse(NO_KEY));
    row.setName(subscriber.name());
    row.setAddress(place.address());
    row.setDistrict(place.district());
    row.setZone(place.zone().map(ZoneId::getId).orElse(null));
    row.setLanguage(subscriber.language().name());
    row.setLegalEntity(subscriber.legalEntity());
    row.setService(entry.subscription().service());
    row.setTariff(entry.subscription().tariff());
    row.setServiceState(entry.subscription().state().name());
    row.setTags(entry.subscription().tags().stream().sorted().toArray(String[]::new));
    row.setBalance(entry.debt().balance().amount());
    row.setRegisterBalance(entry.debt().balance().amount());
    row.setCurrency(entry.debt().balance().currency().getCurrencyCode());
    row.setDebtSince(entry.debt().since().orElse(null));
    row.setRestrictionOn(entry.debt().restrictionOn().orElse(null));
    row.setSnapshotId(snapshot);
    row.setContractEndedOn(entry.contractEnded().orElse(null));
    row.setLeftRegisterOn(entry.contractEnded().orElse(null));
    row.setErased(false);
    row.setUpdatedAt(now);
    return row;
  }

  private record Listed(UUID account, String number) {}

  /// Replaces the phones. A number that the account had before keeps the instant since which it is listed.
  private void replacePhones(List<Entry> chunk, Map<String, UUID> ids) {
    Map<Listed, Instant> before = new HashMap<>();
    transaction
        .deleteFrom(ACCOUNT_PHONE)
        .where(ACCOUNT_PHONE.ACCOUNT_ID.eq(DSL.any(ids.values().toArray(UUID[]::new))))
        .returning()
        .forEach(row -> before.put(new Listed(row.getAccountId(), row.getE164()), row.getListedAt()));
    BatchBindStep batch = transaction.batch(
        transaction
            .insertInto(ACCOUNT_PHONE)
            .columns(ACCOUNT_PHONE.fields())
            .values(new Object[ACCOUNT_PHONE.fields().length]));
    for (Entry entry : chunk) {
      int position = 0;
      for (Phone phone : entry.subscriber().phones()) {
        AccountPhoneRecord row = new AccountPhoneRecord();
        row.setAccountId(ids.get(entry.number()));
        row.setPosition(position++);
        row.setE164(phone.e164());
        row.setExtension(entry.subscriber().extensions().get(phone));
        row.setListedAt(before.getOrDefault(new Listed(row.getAccountId(), phone.e164()), now));
        batch = batch.bind(row.intoArray());
      }
    }
    batch.execute();
  }

  /// Completes the snapshot after its accounts are written: applies payments, stores its debts and takes other accounts
  /// off the register. Returns how many left it.
  int complete(Heading heading) {
    layPaymentsOver(heading.takenOn());
    noteOverdue(heading.takenOn());
    return takeOff(heading.source(), heading.takenOn());
  }

  /// Applies the payments to the balances that the snapshot gives. The same rule applies if a payment arrives after the
  /// snapshot, so the order of the two imports changes nothing.
  private void layPaymentsOver(LocalDate takenOn) {
    // The exact zone is applied account by account later; a margin of one day covers all of them.
    Instant since = takenOn.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    List<UUID> concerned = transaction
        .selectDistinct(ACCOUNT.ID)
        .from(ACCOUNT)
        .join(PAYMENT).on(PAYMENT.ACCOUNT_ID.eq(ACCOUNT.ID))
        .leftJoin(PAYMENT_CHANGE).on(PAYMENT_CHANGE.PAYMENT_ID.eq(PAYMENT.ID))
        .where(ACCOUNT.SNAPSHOT_ID.eq(snapshot))
        .and(PAYMENT.PAID_AT.ge(since).or(PAYMENT.IMPORTED_AT.ge(since)).or(PAYMENT_CHANGE.TOLD_AT.ge(since)))
        .fetch(ACCOUNT.ID);
    new BalanceRows(transaction).refresh(concerned, now);
  }

  /// Stores the debts of this snapshot beside those of earlier ones.
  private void noteOverdue(LocalDate takenOn) {
    transaction
        .insertInto(OVERDUE, OVERDUE.ACCOUNT_ID, OVERDUE.SINCE, OVERDUE.FIRST_SEEN_ON)
        .select(
            DSL.select(ACCOUNT.ID, ACCOUNT.DEBT_SINCE, DSL.val(takenOn))
                .from(ACCOUNT)
                .where(ACCOUNT.SNAPSHOT_ID.eq(snapshot), ACCOUNT.BALANCE.lt(BigDecimal.ZERO))
                .and(ACCOUNT.DEBT_SINCE.isNotNull()))
        .onConflict(OVERDUE.ACCOUNT_ID, OVERDUE.SINCE)
        .doNothing()
        .execute();
  }

  /// Takes accounts of the source that are not in this snapshot off the register; an erased one stays as the comparison
  /// knows it. Returns how many.
  private int takeOff(String source, LocalDate takenOn) {
    return transaction
        .update(ACCOUNT)
        .set(ACCOUNT.LEFT_REGISTER_ON, takenOn)
        .set(ACCOUNT.UPDATED_AT, now)
        .where(ACCOUNT.LEFT_REGISTER_ON.isNull(), DSL.not(DSL.condition(ACCOUNT.ERASED)))
        .and(ACCOUNT.SNAPSHOT_ID.ne(snapshot))
        .and(
            ACCOUNT.SNAPSHOT_ID.in(
                DSL.select(SNAPSHOT.ID).from(SNAPSHOT).where(SNAPSHOT.SOURCE.eq(source))))
        .execute();
  }
}
