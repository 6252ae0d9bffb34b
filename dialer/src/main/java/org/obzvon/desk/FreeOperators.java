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

/// Chooses whose telephone is rung for a debtor of a campaign: of those who are free for it one who speaks the debtor's
/// language, and of those the one who has waited longest. Who promised a call-back that is due makes that first.
final class FreeOperators {
  private final Floor floor;
  private final Accounts accounts;
  private final Offers offers;

  FreeOperators(Floor floor, Accounts accounts, Offers offers) {
    this.floor = floor;
    this.accounts = accounts;
    this.offers = offers;
  }

  /// Debtors whose language somebody on duty speaks wait until he is free; those whose language nobody on duty speaks
  /// would wait for ever, and go to whoever is free.
  FreeSeats seats(String exchange) {
    List<Set<Language>> free = free(exchange).map(seat -> seat.operator().speaks()).toList();
    EnumSet<Language> wait = EnumSet.noneOf(Language.class);
    onDuty(exchange).map(seat -> seat.operator().speaks()).forEach(wait::addAll);
    free.forEach(wait::removeAll);
    boolean anything = wait.isEmpty() || free.stream().anyMatch(Set::isEmpty);
    return new FreeSeats(free.size(), anything ? Set.of() : EnumSet.complementOf(wait));
  }

  /// Nobody else can have him then; empty when nobody is free.
  Optional<Operator> take(String exchange, Attempt attempt) {
    Optional<Language> language = language(attempt.contact().debtor().account());
    List<Seat> seats =
        free(exchange)
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
        .filter(seat -> seat.work() == Work.PROGRESSIVE && seat.operator().exchange().equals(exchange));
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
