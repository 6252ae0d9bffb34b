package org.obzvon.rig;

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
import org.obzvon.desk.OperatorWorkKind;
import org.obzvon.desk.ScreenPop;
import org.obzvon.desk.Seat;
import org.obzvon.register.Account;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;
import org.obzvon.register.Money;
import org.obzvon.register.Phone;
import org.obzvon.register.ServiceState;

/// An operator at their desk with a connected debtor, as a page shows them.
public record SeatedOperator(UUID id, Instant at) {
  public static final UUID ATTEMPT = UUID.fromString("01a20fb3-2c74-797c-8475-ba8b6b9e9ce4");

  public Seat with(OperatorWorkKind work, OperatorState state, ConversationKind kind) {
    Optional<UUID> attempt = Optional.of(ATTEMPT).filter(_ -> state != OperatorState.READING);
    DebtorCard card = new DebtorCard(account(), "november", List.of(), Optional.empty(), Optional.empty());
    ScreenPop pop = new ScreenPop(IdGenerator.next(), kind, attempt, card, List.of(), List.of());
    return new Seat(
        new Operator(id, "Ana", "PJSIP/101", "pbx", Set.of(Language.RO)), work, new Seat.Status(state, "", at), at, 0,
        Optional.of(new Seat.Turn(pop, false)));
  }

  private static Account account() {
    return new Account(
        IdGenerator.next(), "100001", IdGenerator.next(),
        new Account.Subscriber(
            "Ion Rusu", new Account.Place("str. Florilor 5, ap. 1", "Centru",
                Optional.of(ZoneId.of("Europe/Chisinau"))),
            Language.RO, false, List.of(new Phone("+37369000001"))),
        new Account.Subscription("internet", "", ServiceState.ACTIVE, Set.of()),
        new Account.Debt(
            Money.of("-150.00", "MDL"), Optional.of(LocalDate.of(2026, 11, 20)), Optional.empty(), true));
  }
}
