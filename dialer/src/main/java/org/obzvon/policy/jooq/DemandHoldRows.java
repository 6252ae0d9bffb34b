package org.obzvon.policy.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.HEARD_REASON;
import static org.obzvon.jooq.Tables.TICKET;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.policy.DemandHold;
import org.obzvon.policy.AccountFactsSource;
import org.obzvon.register.Account;
import org.obzvon.register.Phone;

/// Reads the holds on demands from open tickets and from pauses after reasons, in two statements.
final class DemandHoldRows {
  private final DSLContext store;

  DemandHoldRows(DSLContext store) {
    this.store = store;
  }

  record Holds(Map<UUID, List<DemandHold>> byHousehold, Map<Phone, List<DemandHold>> byPhone) {
    List<DemandHold> of(Account account) {
      List<DemandHold> holds = new ArrayList<>(byHousehold.getOrDefault(account.household(), List.of()));
      account.subscriber().phones().forEach(phone -> holds.addAll(byPhone.getOrDefault(phone, List.of())));
      return holds;
    }
  }

  Holds of(Collection<UUID> households, Collection<Phone> phones, Instant now) {
    Holds holds = new Holds(new HashMap<>(), new HashMap<>());
    tickets(households, holds);
    pauses(households, phones, now, holds);
    return holds;
  }

  /// Selects the accounts that belong to the households today.
  private static Select<Record1<UUID>> accounts(Collection<UUID> households) {
    return DSL.select(ACCOUNT.ID).from(ACCOUNT)
        .where(ACCOUNT.HOUSEHOLD_ID.eq(DSL.any(households.toArray(UUID[]::new))));
  }

  private void tickets(Collection<UUID> households, Holds holds) {
    store.select(TICKET.KIND, TICKET.STATE, TICKET.HOLD, TICKET.OPENED_AT, ACCOUNT.HOUSEHOLD_ID)
        .from(TICKET).join(ACCOUNT).on(ACCOUNT.ID.eq(TICKET.ACCOUNT_ID))
        .where(TICKET.ACCOUNT_ID.in(accounts(households)))
        .and(TICKET.STATE.ne(DSL.inline("CLOSED")))
        .and(TICKET.HOLD.ne(DSL.inline("NOTHING")))
        .forEach(row -> {
          boolean answer = row.get(TICKET.HOLD).equals("UNTIL_ANSWERED");
          if (!answer || row.get(TICKET.STATE).equals("OPEN")) {
            holds.byHousehold().computeIfAbsent(row.get(ACCOUNT.HOUSEHOLD_ID), _ -> new ArrayList<>())
                .add(new DemandHold.OpenTicket(NonPaymentReason.valueOf(row.get(TICKET.KIND)), answer,
                    row.get(TICKET.OPENED_AT)));
          }
        });
  }

  private void pauses(Collection<UUID> households, Collection<Phone> phones, Instant now, Holds holds) {
    String[] numbers = phones.stream().map(Phone::e164).toArray(String[]::new);
    store.select(HEARD_REASON.fields()).select(ACCOUNT.HOUSEHOLD_ID)
        .from(HEARD_REASON).join(ACCOUNT).on(ACCOUNT.ID.eq(HEARD_REASON.ACCOUNT_ID))
        .where(HEARD_REASON.HEARD_AT.ge(now.minus(Duration.ofDays(AccountFactsSource.PAUSE_REACH_DAYS))))
        .and(HEARD_REASON.PAUSE_DAYS.isNotNull())
        .and(
            HEARD_REASON.PAUSE_PHONE.eq(DSL.any(numbers))
                .or(HEARD_REASON.PAUSE_PHONE.isNull().and(HEARD_REASON.ACCOUNT_ID.in(accounts(households)))))
        .forEach(row -> {
          Optional<Phone> number = Optional.ofNullable(row.get(HEARD_REASON.PAUSE_PHONE)).map(Phone::new);
          DemandHold pause = new DemandHold.Pause(
              NonPaymentReason.valueOf(row.get(HEARD_REASON.REASON)), row.get(HEARD_REASON.PAUSE_DAYS),
              row.get(HEARD_REASON.PAUSE_WORKING), number, row.get(HEARD_REASON.HEARD_AT));
          number.ifPresentOrElse(
              phone -> holds.byPhone().computeIfAbsent(phone, _ -> new ArrayList<>()).add(pause),
              () -> holds.byHousehold().computeIfAbsent(row.get(ACCOUNT.HOUSEHOLD_ID), _ -> new ArrayList<>())
                  .add(pause));
        });
  }
}
