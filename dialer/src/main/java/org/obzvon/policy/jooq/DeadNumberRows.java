package org.obzvon.policy.jooq;

import static org.jooq.impl.DSL.inline;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.ATTEMPT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.types.DayToSecond;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.policy.DeadNumber;
import org.obzvon.policy.DeadNumber.Report;
import org.obzvon.policy.Medium;
import org.obzvon.register.Account;
import org.obzvon.register.Phone;

/// Finds the dead numbers by account in the ledger of attempts.
final class DeadNumberRows {
  // These conditions repeat those of the partial indexes word for word.
  static final Condition GOT_THROUGH = ATTEMPT.OUTCOME.in(inline("REACHED"), inline("DELIVERED"),
      inline("NOT_REACHED"));
  static final Condition SAID_DEAD = ATTEMPT.OUTCOME.eq(inline("UNDELIVERABLE"))
      .and(ATTEMPT.DETAIL.in(inline(Refusal.NO_SUCH_NUMBER.name()), inline(Refusal.BARRED.name())));

  private final DSLContext store;

  private record Way(Phone phone, Medium medium) {}

  DeadNumberRows(DSLContext store) {
    this.store = store;
  }

  /// Runs one statement, and a second one if numbers may be dead.
  Map<UUID, List<DeadNumber>> of(Collection<Account> accounts, Set<Phone> phones, Instant now) {
    Map<Way, List<Report>> reports = reports(phones, now);
    reports.entrySet().removeIf(
        one -> DeadNumber.of(one.getKey().phone(), one.getKey().medium(), one.getValue(), Instant.EPOCH).isEmpty());
    if (reports.isEmpty()) {
      return Map.of();
    }
    Map<UUID, List<DeadNumber>> byAccount = new HashMap<>();
    Map<Phone, List<Way>> byPhone = reports.keySet().stream().collect(Collectors.groupingBy(Way::phone));
    store.select(ACCOUNT_PHONE.ACCOUNT_ID, ACCOUNT_PHONE.E164, ACCOUNT_PHONE.LISTED_AT)
        .from(ACCOUNT_PHONE)
        .where(ACCOUNT_PHONE.ACCOUNT_ID.eq(DSL.any(accounts.stream().map(Account::id).toArray(UUID[]::new))))
        .and(ACCOUNT_PHONE.E164.eq(DSL.any(numbers(byPhone.keySet()))))
        .forEach(row -> byPhone.get(new Phone(row.get(ACCOUNT_PHONE.E164))).stream()
            .flatMap(way -> DeadNumber.of(way.phone(), way.medium(), reports.get(way), row.get(ACCOUNT_PHONE.LISTED_AT))
                .stream())
            .forEach(
                one -> byAccount.computeIfAbsent(row.get(ACCOUNT_PHONE.ACCOUNT_ID), _ -> new ArrayList<>()).add(one)));
    return byAccount;
  }

  /// Returns, by number and medium, the reports of a dead number since it was last reached. Only reports of lines count
  /// that reached other numbers lately.
  private Map<Way, List<Report>> reports(Set<Phone> phones, Instant now) {
    Map<Way, List<Report>> reports = new LinkedHashMap<>();
    Set<Way> reached = new HashSet<>();
    store.select(ATTEMPT.PHONE, ATTEMPT.CHANNEL, ATTEMPT.OUTCOME, ATTEMPT.DETAIL, ATTEMPT.WRITTEN_AT, ATTEMPT.LINE)
        .from(ATTEMPT)
        .where(ATTEMPT.PHONE.eq(DSL.any(numbers(phones))))
        .and(ATTEMPT.WRITTEN_AT.ge(now.minus(DeadNumber.BELIEVED)))
        .and(GOT_THROUGH.or(SAID_DEAD.and(lineGotThrough()).andNot(JooqDeadNumberDoubts.doubted())))
        .orderBy(ATTEMPT.WRITTEN_AT.desc())
        .forEach(
            row -> {
              Way way = way(row);
              if (!row.get(ATTEMPT.OUTCOME).equals("UNDELIVERABLE")) {
                reached.add(way);
              } else if (!reached.contains(way)) {
                reports.computeIfAbsent(way, _ -> new ArrayList<>())
                    .add(new Report(Refusal.valueOf(row.get(ATTEMPT.DETAIL)), row.get(ATTEMPT.WRITTEN_AT),
                        row.get(ATTEMPT.LINE)));
              }
            });
    return reports;
  }

  private static Way way(Record row) {
    return new Way(new Phone(row.get(ATTEMPT.PHONE)), Medium.of(Channel.valueOf(row.get(ATTEMPT.CHANNEL))));
  }

  /// Builds the condition that the line got through to a number with the same beginning.
  private static Condition lineGotThrough() {
    var other = ATTEMPT.as("other");
    DayToSecond within = DayToSecond.valueOf(DeadNumber.LINE_PROVED_WITHIN);
    return DSL.exists(
        DSL.selectOne()
            .from(other)
            .where(other.LINE.eq(ATTEMPT.LINE))
            .and(DSL.left(other.PHONE, inline(DeadNumber.BEGINNING))
                .eq(DSL.left(ATTEMPT.PHONE, inline(DeadNumber.BEGINNING))))
            .and(other.OUTCOME.in(inline("REACHED"), inline("DELIVERED"), inline("NOT_REACHED")))
            .and(other.WRITTEN_AT.ge(ATTEMPT.WRITTEN_AT.sub(within)))
            .and(other.WRITTEN_AT.le(ATTEMPT.WRITTEN_AT.add(within))));
  }

  private static String[] numbers(Set<Phone> phones) {
    return phones.stream().map(Phone::e164).toArray(String[]::new);
  }
}
