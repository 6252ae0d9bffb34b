package org.obzvon.contact.jooq;

import static org.jooq.impl.DSL.any;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.ATTEMPT;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.contact.Ledger.Closed;
import org.obzvon.contact.OurFaults;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.register.Phone;

/// Reads the attempts of contacts: which number was tried, how it ended and whose fault it was.
final class TryRows {
  private final DSLContext tx;

  TryRows(DSLContext tx) {
    this.tx = tx;
  }

  /// The closed attempts of each contact, oldest first.
  Map<UUID, List<Closed.Try>> of(Collection<UUID> contacts) {
    if (contacts.isEmpty()) {
      return Map.of();
    }
    return tx.select(
        ATTEMPT.CONTACT_ID, ATTEMPT.CHANNEL, ATTEMPT.PHONE, ATTEMPT.OUTCOME, ATTEMPT.DETAIL, ATTEMPT.REASON,
        ATTEMPT.SEGMENTS, ATTEMPT.ACCEPTED_AT, ATTEMPT.LINE)
        .from(ATTEMPT)
        .where(ATTEMPT.CONTACT_ID.eq(any(contacts.toArray(UUID[]::new))))
        .and(ATTEMPT.OUTCOME.isNotNull())
        .orderBy(ATTEMPT.CONTACT_ID, ATTEMPT.NUMBER)
        .fetchGroups(ATTEMPT.CONTACT_ID, TryRows::read);
  }

  private static Closed.Try read(Record row) {
    ContactOutcome outcome = new OutcomeColumns(
        row.get(ATTEMPT.OUTCOME), row.get(ATTEMPT.DETAIL), row.get(ATTEMPT.REASON), row.get(ATTEMPT.SEGMENTS))
        .toOutcome();
    boolean fault = OurFaults.isOne(Channel.valueOf(row.get(ATTEMPT.CHANNEL)), outcome,
        row.get(ATTEMPT.ACCEPTED_AT) != null);
    return new Closed.Try(new Phone(row.get(ATTEMPT.PHONE)), outcome, fault, row.get(ATTEMPT.LINE));
  }

  /// @param taken attempts that their exchange or gateway had accepted
  /// @param reports the end of each attempt, by its id
  List<Closed> closed(Collection<Attempt> open, Set<UUID> taken, Map<UUID, Report> reports) {
    Map<UUID, List<Closed.Try>> before = of(
        open.stream().filter(attempt -> attempt.number() > 1).map(attempt -> attempt.contact().id()).toList());
    Map<UUID, Set<Phone>> phones = phones(
        open.stream()
            .filter(attempt -> reports.get(attempt.id()).outcome() instanceof Undeliverable)
            .map(attempt -> attempt.contact().debtor().account())
            .toList());
    return open.stream()
        .map(
            attempt -> {
              Report report = reports.get(attempt.id());
              var contact = attempt.contact();
              List<Closed.Try> tries = new ArrayList<>(before.getOrDefault(contact.id(), List.of()));
              boolean fault = OurFaults.isOne(contact.step().channel(), report.outcome(), taken.contains(attempt.id()));
              tries.add(new Closed.Try(attempt.phone(), report.outcome(), fault, attempt.route().line()));
              return new Closed(
                  attempt, report, tries, another(phones.getOrDefault(contact.debtor().account(), Set.of()), tries));
            })
        .toList();
  }

  private static boolean another(Set<Phone> phones, List<Closed.Try> tries) {
    return phones.stream()
        .anyMatch(
            phone -> tries.stream()
                .noneMatch(one -> one.phone().equals(phone) && one.outcome() instanceof Undeliverable));
  }

  private Map<UUID, Set<Phone>> phones(Collection<UUID> accounts) {
    if (accounts.isEmpty()) {
      return Map.of();
    }
    return tx.select(ACCOUNT_PHONE.ACCOUNT_ID, ACCOUNT_PHONE.E164)
        .from(ACCOUNT_PHONE)
        .where(ACCOUNT_PHONE.ACCOUNT_ID.eq(any(accounts.toArray(UUID[]::new))))
        .fetch()
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> row.get(ACCOUNT_PHONE.ACCOUNT_ID),
                Collectors.mapping(row -> new Phone(row.get(ACCOUNT_PHONE.E164)), Collectors.toSet())));
  }
}
