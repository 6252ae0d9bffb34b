package org.obzvon.desk;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.obzvon.contact.Attempt;
import org.obzvon.register.Accounts;
import org.obzvon.register.Language;

/// Chooses the operator who is rung for a debtor of a campaign: among the free ones one who speaks the debtor's
/// language, and among those the one who has waited longest. An operator makes a due call-back that they promised
/// first.
final class FreeOperators {
  private final DeskState floor;
  private final Accounts accounts;
  private final DueCallBackOffers offers;

  FreeOperators(DeskState floor, Accounts accounts, DueCallBackOffers offers) {
    this.floor = floor;
    this.accounts = accounts;
    this.offers = offers;
  }

  /// Returns the free seats. Debtors wait for a free operator of their language if one is on duty; if none is, they
  /// would wait for ever, so any free operator takes them.
  FreeSeats seats(String exchange) {
    List<Set<Language>> free = free(exchange).map(seat -> seat.operator().speaks()).toList();
    EnumSet<Language> wait = EnumSet.noneOf(Language.class);
    onDuty(exchange).map(seat -> seat.operator().speaks()).forEach(wait::addAll);
    free.forEach(wait::removeAll);
    boolean anything = wait.isEmpty() || free.stream().anyMatch(Set::isEmpty);
    return new FreeSeats(free.size(), anything ? Set.of() : EnumSet.complementOf(wait));
  }

  /// Takes a free operator, whom no other debtor can get then. Empty when nobody is free.
  Optional<Operator> take(String exchange, Attempt attempt) {
    Optional<Language> language = language(attempt.contact().debtor().account());
    List<Seat> seats = free(exchange)
        .sorted(
            Comparator.comparing((Seat seat) -> language.filter(seat.operator()::speaks).isEmpty())
                .thenComparing(seat -> seat.status().since()))
        .toList();
    return seats.stream()
        .map(Seat::operator)
        .filter(one -> floor.move(one.id(), Set.of(OperatorState.AVAILABLE), OperatorState.DIALLING, ""))
        .findFirst();
  }

  private Stream<Seat> onDuty(String exchange) {
    return floor.seats().stream()
        .filter(seat -> seat.work() == OperatorWorkKind.PROGRESSIVE && seat.operator().exchange().equals(exchange));
  }

  private Stream<Seat> free(String exchange) {
    return onDuty(exchange)
        .filter(seat -> seat.state() == OperatorState.AVAILABLE)
        .filter(seat -> !offers.isDueFor(seat.operator().id()));
  }

  private Optional<Language> language(UUID account) {
    return Optional.ofNullable(accounts.byIds(List.of(account)).get(account))
        .map(found -> found.subscriber().language());
  }
}
