package org.obzvon.policy.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.ATTEMPT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.types.DayToSecond;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.policy.DeadNumber;
import org.obzvon.policy.Medium;
import org.obzvon.register.Account;
import org.obzvon.register.Phone;

/// The ledger's last word about numbers → those that are dead, by account.
final class DeadNumberRows {
  private static final Set<String> GOT_THROUGH = Set.of("REACHED", "DELIVERED", "NOT_REACHED");
  private static final Set<String> DEAD = Set.of(Refusal.NO_SUCH_NUMBER.name(), Refusal.BARRED.name());

  private final DSLContext store;

  DeadNumberRows(DSLContext store) {
    this.store = store;
  }

  /// One statement, and a second one where numbers are dead.
  Map<UUID, List<DeadNumber>> of(Collection<Account> accounts, Set<Phone> phones, Instant now) {
    List<DeadNumber> dead = dead(phones, now);
    if (dead.isEmpty()) {
      return Map.of();
    }
    Map<UUID, List<DeadNumber>> byAccount = new HashMap<>();
    Map<Phone, List<DeadNumber>> byPhone = dead.stream().collect(Collectors.groupingBy(DeadNumber::phone));
    store.select(ACCOUNT_PHONE.ACCOUNT_ID, ACCOUNT_PHONE.E164, ACCOUNT_PHONE.LISTED_AT)
        .from(ACCOUNT_PHONE)
        .where(ACCOUNT_PHONE.ACCOUNT_ID.eq(DSL.any(accounts.stream().map(Account::id).toArray(UUID[]::new))))
        .and(ACCOUNT_PHONE.E164.eq(DSL.any(numbers(byPhone.keySet()))))
        .forEach(row -> byPhone.get(new Phone(row.get(ACCOUNT_PHONE.E164))).stream()
            .filter(one -> !one.at().isBefore(row.get(ACCOUNT_PHONE.LISTED_AT)))
            .forEach(one ->
                byAccount.computeIfAbsent(row.get(ACCOUNT_PHONE.ACCOUNT_ID), _ -> new ArrayList<>()).add(one)));
    return byAccount;
  }

  /// Of each number and medium the newest attempt that says something about the number.
  private List<DeadNumber> dead(Set<Phone> phones, Instant now) {
    var text = ATTEMPT.CHANNEL.eq(DSL.inline(Channel.SMS.name())); // a bound value would be another one in each clause
    Condition saysDead =
        ATTEMPT.OUTCOME.eq("UNDELIVERABLE").and(ATTEMPT.DETAIL.in(DEAD)).andExists(lineGotThrough());
    return store.select(ATTEMPT.PHONE, ATTEMPT.CHANNEL, ATTEMPT.OUTCOME, ATTEMPT.DETAIL, ATTEMPT.WRITTEN_AT)
        .distinctOn(ATTEMPT.PHONE, DSL.field(text))
        .from(ATTEMPT)
        .where(ATTEMPT.PHONE.eq(DSL.any(numbers(phones))))
        .and(ATTEMPT.WRITTEN_AT.ge(now.minus(DeadNumber.BELIEVED)))
        .and(ATTEMPT.OUTCOME.in(GOT_THROUGH).or(saysDead))
        .orderBy(ATTEMPT.PHONE, DSL.field(text), ATTEMPT.WRITTEN_AT.desc())
        .fetch().stream()
        .filter(row -> row.get(ATTEMPT.OUTCOME).equals("UNDELIVERABLE"))
        .map(row -> new DeadNumber(
            new Phone(row.get(ATTEMPT.PHONE)), Medium.of(Channel.valueOf(row.get(ATTEMPT.CHANNEL))),
            Refusal.valueOf(row.get(ATTEMPT.DETAIL)), row.get(ATTEMPT.WRITTEN_AT)))
        .toList();
  }

  private static Select<?> lineGotThrough() {
    var other = ATTEMPT.as("other");
    DayToSecond within = DayToSecond.valueOf(DeadNumber.LINE_PROVED_WITHIN);
    return DSL.selectOne()
        .from(other)
        .where(other.LINE.eq(ATTEMPT.LINE))
        .and(other.OUTCOME.in(DSL.inline("REACHED"), DSL.inline("DELIVERED"), DSL.inline("NOT_REACHED")))
        .and(other.WRITTEN_AT.ge(ATTEMPT.WRITTEN_AT.sub(within)))
        .and(other.WRITTEN_AT.le(ATTEMPT.WRITTEN_AT.add(within)));
  }

  private static String[] numbers(Set<Phone> phones) {
    return phones.stream().map(Phone::e164).toArray(String[]::new);
  }
}
