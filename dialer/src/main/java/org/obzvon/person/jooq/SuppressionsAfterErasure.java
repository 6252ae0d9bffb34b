package org.obzvon.person.jooq;

import static org.obzvon.jooq.Tables.KEPT_STOP;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.obzvon.jooq.tables.records.SuppressionRecord;
import org.obzvon.person.Person;

/// The suppressions of a person who is erased. Entries in force remain with the bare number, and those of a household
/// also with the account number, in case a register contains it again. The original entries stay for the comparison,
/// with a number that no telephone has, because who opted out, and when, is one of its guardrails.
///
/// A new row and the old one share neither the time nor an id that would lead from one to the other.
final class SuppressionsAfterErasure {
  private static final String SOURCE = "erased";

  /// The first words of the source, by which an answer START finds what the same telephone asked for by text message.
  private static final String BY_TEXT = "text message ";

  private final DSLContext tx;
  private final Person person;
  private final Instant now;
  private final Set<Stop> kept;

  /// Reads the entries that remain, before they lose their numbers.
  SuppressionsAfterErasure(DSLContext tx, Person person, Instant now) {
    this.tx = tx;
    this.person = person;
    this.now = now;
    this.kept = stops();
  }

  private record Stop(String phone, String kind, Instant until, String source) {}

  int count() {
    return kept.size();
  }

  private Condition inForce() {
    return SUPPRESSION.LIFTED_AT.isNull().and(SUPPRESSION.UNTIL.isNull().or(SUPPRESSION.UNTIL.gt(now)));
  }

  /// Returns the entries that remain by number. An entry of a number that another account has stays as it is for that
  /// account.
  private Set<Stop> stops() {
    Set<Stop> stops = byNumber();
    Set<String> own = own();
    tx.selectFrom(SUPPRESSION)
        .where(SUPPRESSION.ACCOUNT_ID.eq(PersonKeys.any(person.accounts().values())), inForce())
        .forEach(row -> own.forEach(phone -> stops.add(stop(phone, row))));
    return stops;
  }

  private Set<Stop> byNumber() {
    Set<Stop> stops = new LinkedHashSet<>();
    tx.selectFrom(SUPPRESSION)
        .where(SUPPRESSION.PHONE.eq(DSL.any(own().toArray(String[]::new))), SUPPRESSION.ACCOUNT_ID.isNull(), inForce())
        .forEach(row -> stops.add(stop(row.getPhone(), row)));
    return stops;
  }

  private Set<String> own() {
    Set<String> own = new LinkedHashSet<>();
    person.ownPhones().forEach(phone -> own.add(phone.e164()));
    return own;
  }

  private static Stop stop(String phone, SuppressionRecord row) {
    return new Stop(phone, row.getKind(), row.getUntil(),
        row.getSource().startsWith(BY_TEXT) ? BY_TEXT + SOURCE : SOURCE);
  }

  /// Stores the entries of a household under the account number.
  void keepByAccount() {
    Map<UUID, String> numbers = new HashMap<>();
    person.accounts().forEach((number, id) -> numbers.put(id, number));
    tx.selectFrom(SUPPRESSION)
        .where(SUPPRESSION.ACCOUNT_ID.eq(PersonKeys.any(numbers.keySet())), inForce())
        .forEach(
            row -> tx.insertInto(KEPT_STOP, KEPT_STOP.ACCOUNT_NUMBER, KEPT_STOP.KIND, KEPT_STOP.UNTIL)
                .values(numbers.get(row.getAccountId()), row.getKind(), row.getUntil())
                .onConflictDoNothing()
                .execute());
  }

  /// @param which the person's entries
  /// @param places telephone → its replacement
  void anonymise(Condition which, Map<String, String> places) {
    person.shared().forEach(phone -> copy(phone, places.get(phone)));
    rename(which, places);
    tx.update(SUPPRESSION).set(SUPPRESSION.NOTE, "")
        .where(SUPPRESSION.ACCOUNT_ID.eq(PersonKeys.any(person.accounts().values()))).execute();
    put(kept);
  }

  /// Handles a person who stays but loses their telephones: entries by number remain with the number, those of the
  /// household with the account.
  void replaceNumbers(Condition which, Map<String, String> places) {
    Set<Stop> byNumber = byNumber();
    person.shared().forEach(phone -> copy(phone, places.get(phone)));
    rename(which, places);
    put(byNumber);
  }

  private void rename(Condition which, Map<String, String> places) {
    places.forEach(
        (before, after) -> tx.update(SUPPRESSION).set(SUPPRESSION.PHONE, after).set(SUPPRESSION.NOTE, "")
            .where(which, SUPPRESSION.PHONE.eq(before)).execute());
  }

  private void put(Set<Stop> stops) {
    stops.forEach(
        stop -> tx.insertInto(SUPPRESSION, SUPPRESSION.ID, SUPPRESSION.PHONE, SUPPRESSION.KIND, SUPPRESSION.SINCE,
            SUPPRESSION.UNTIL, SUPPRESSION.SOURCE)
            .values(UUID.randomUUID(), stop.phone(), stop.kind(), now, stop.until(), stop.source())
            .execute());
  }

  /// Copies the entries of a number that other accounts have too: the originals are theirs and stay; the erased account
  /// keeps a copy.
  private void copy(String phone, String place) {
    tx.selectFrom(SUPPRESSION)
        .where(SUPPRESSION.PHONE.eq(phone), SUPPRESSION.ACCOUNT_ID.isNull())
        .forEach(
            row -> {
              SuppressionRecord copy = tx.newRecord(SUPPRESSION, row);
              copy.setId(UUID.randomUUID());
              copy.setPhone(place);
              copy.setNote("");
              copy.setSource(SOURCE);
              copy.insert();
            });
  }
}
