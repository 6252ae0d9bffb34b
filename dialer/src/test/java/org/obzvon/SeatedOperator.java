package org.obzvon;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.desk.ConversationKind;
import org.obzvon.desk.DebtorCard;
import org.obzvon.desk.Operator;
import org.obzvon.desk.OperatorState;
import org.obzvon.desk.Pop;
import org.obzvon.desk.Seat;
import org.obzvon.desk.Work;
import org.obzvon.register.Account;
import org.obzvon.register.Ids;
import org.obzvon.register.Language;
import org.obzvon.register.Money;
import org.obzvon.register.Phone;
import org.obzvon.register.ServiceState;

/// An operator at her desk with a debtor before her, as a page shows them.
record SeatedOperator(UUID id, Instant at) {
  static final UUID ATTEMPT = UUID.fromString("01a20fb3-2c74-797c-8475-ba8b6b9e9ce4");

  Seat with(Work work, OperatorState state, ConversationKind kind) {
    Optional<UUID> attempt = Optional.of(ATTEMPT).filter(_ -> state != OperatorState.READING);
    DebtorCard card = new DebtorCard(account(), "november", List.of(), Optional.empty(), Optional.empty());
    Pop pop = new Pop(Ids.next(), kind, attempt, card, List.of(), List.of());
    return new Seat(
        new Operator(id, "Ana", "PJSIP/101", "pbx", Set.of(Language.RO)), work, new Seat.Status(state, "", at), at, 0,
        Optional.of(new Seat.Turn(pop, false)));
  }

  private static Account account() {
    return new Account(
        Ids.next(), "100001", Ids.next(),
        new Account.Subscriber(
            "Ion Rusu", new Account.Place("str. Florilor 5, ap. 1", "Centru", Optional.of(ZoneId.of("Europe/Chisinau"))),
            Language.RO, false, List.of(new Phone("+37369000001"))),
        new Account.Subscription("internet", "", ServiceState.ACTIVE, Set.of()),
        new Account.Debt(
            Money.of("-150.00", "MDL"), Optional.of(LocalDate.of(2026, 11, 20)), Optional.empty(), true));
  }
}
