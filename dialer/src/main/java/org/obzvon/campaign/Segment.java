package org.obzvon.campaign;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.obzvon.register.Account;
import org.obzvon.register.ServiceState;

/// A named group of accounts. Segments stand in an order; an account belongs to the first that matches.
public record Segment(String name, Debtors debtors, Subscribers subscribers) {

  public boolean matches(Account account, LocalDate today) {
    return account.debt().isOwed() && debtors.match(account, today) && subscribers.match(account);
  }

  /// Conditions on the debt.
  ///
  /// @param debtDays whole days since the debt began; an account without that date matches only when this is empty
  public record Debtors(
      Optional<ServiceState> state, BigDecimal arrearsAtLeast, Optional<BigDecimal> arrearsBelow,
      Optional<Days> debtDays) {

    boolean match(Account account, LocalDate today) {
      BigDecimal arrears = account.debt().arrears().amount();
      return state.filter(wanted -> wanted != account.subscription().state()).isEmpty()
          && arrears.compareTo(arrearsAtLeast) >= 0
          && arrearsBelow.filter(limit -> arrears.compareTo(limit) >= 0).isEmpty()
          && debtDays.map(days -> days.hold(account.debt().since(), today)).orElse(true);
    }
  }

  public record Days(int from, int to) {
    boolean hold(Optional<LocalDate> since, LocalDate today) {
      return since.map(day -> ChronoUnit.DAYS.between(day, today)).filter(age -> age >= from && age <= to).isPresent();
    }
  }

  /// Conditions on the subscriber; an empty set sets no condition.
  public record Subscribers(
      Optional<Boolean> legalEntity, Set<String> districts, Set<String> tags, Set<String> withoutTags) {
    public Subscribers {
      districts = Set.copyOf(districts);
      tags = Set.copyOf(tags);
      withoutTags = Set.copyOf(withoutTags);
    }

    boolean match(Account account) {
      Set<String> own = account.subscription().tags();
      return legalEntity.filter(wanted -> wanted != account.subscriber().legalEntity()).isEmpty()
          && (districts.isEmpty() || districts.contains(account.subscriber().place().district()))
          && (tags.isEmpty() || tags.stream().anyMatch(own::contains))
          && withoutTags.stream().noneMatch(own::contains);
    }
  }
}
