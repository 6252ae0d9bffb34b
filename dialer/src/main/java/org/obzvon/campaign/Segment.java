package org.obzvon.campaign;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.obzvon.document.Sentence;
import org.obzvon.register.Account;
import org.obzvon.register.ServiceState;

/// A named group of accounts. Segments are ordered; an account belongs to the first that matches.
public record Segment(String name, Debtors debtors, Subscribers subscribers) {

  public boolean matches(Account account, LocalDate today) {
    return failed(account, today).isEmpty();
  }

  /// Returns the first condition that leaves the account out, with the account's own value; empty when it matches.
  public Optional<Sentence> leftOut(Account account, LocalDate today) {
    return failed(account, today).map(Supplier::get);
  }

  /// Returns true if a member of the campaign is still of this kind: it owes, and state, district, tags and kind of
  /// subscriber match. Age and amount of the debt decide only which accounts the campaign enrols: a member's debt ages
  /// in it and is paid in parts.
  public boolean keeps(Account account) {
    return account.debt().isOwed()
        && debtors.otherState(account).isEmpty()
        && subscribers.failed(account).isEmpty();
  }

  private Optional<Supplier<Sentence>> failed(Account account, LocalDate today) {
    if (!account.debt().isOwed()) {
      return Optional.of(account.debt().inRegister() ? UnmetCondition.OWES_NOTHING::with
          : UnmetCondition.NOT_IN_REGISTER::with);
    }
    return debtors.failed(account, today).or(() -> subscribers.failed(account));
  }

  /// Conditions on the debt.
  ///
  /// @param debtDays whole days since the debt began; an account without that date matches only when this is empty
  public record Debtors(
      Optional<ServiceState> state, BigDecimal arrearsAtLeast, Optional<BigDecimal> arrearsBelow,
      Optional<Days> debtDays) {

    private Optional<Supplier<Sentence>> failed(Account account, LocalDate today) {
      return otherState(account)
          .or(() -> otherAmount(account))
          .or(() -> debtDays.flatMap(days -> days.failed(account.debt().since(), today)));
    }

    private Optional<Supplier<Sentence>> otherState(Account account) {
      ServiceState own = account.subscription().state();
      return state.filter(wanted -> wanted != own).map(wanted -> () -> UnmetCondition.STATE.with(own, wanted));
    }

    private Optional<Supplier<Sentence>> otherAmount(Account account) {
      BigDecimal arrears = account.debt().arrears().amount();
      if (arrears.compareTo(arrearsAtLeast) < 0) {
        return Optional.of(
            () -> UnmetCondition.OWES_LESS.with(account.debt().arrears(), arrearsAtLeast.toPlainString()));
      }
      return arrearsBelow
          .filter(limit -> arrears.compareTo(limit) >= 0)
          .map(limit -> () -> UnmetCondition.OWES_MORE.with(account.debt().arrears(), limit.toPlainString()));
    }
  }

  public record Days(int from, int to) {
    private Optional<Supplier<Sentence>> failed(Optional<LocalDate> since, LocalDate today) {
      if (since.isEmpty()) {
        return Optional.of(() -> UnmetCondition.NO_DEBT_DATE.with(from, to));
      }
      long age = ChronoUnit.DAYS.between(since.get(), today);
      return age < from || age > to ? Optional.of(() -> UnmetCondition.DEBT_DAYS.with(age, from, to))
          : Optional.empty();
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

    private Optional<Supplier<Sentence>> failed(Account account) {
      Set<String> own = account.subscription().tags();
      String district = account.subscriber().place().district();
      if (legalEntity.filter(wanted -> wanted != account.subscriber().legalEntity()).isPresent()) {
        return Optional.of(
            account.subscriber().legalEntity() ? UnmetCondition.LEGAL_ENTITY::with
                : UnmetCondition.NO_LEGAL_ENTITY::with);
      }
      if (!districts.isEmpty() && !districts.contains(district)) {
        return Optional.of(() -> UnmetCondition.DISTRICT.with(district, names(districts)));
      }
      if (!tags.isEmpty() && tags.stream().noneMatch(own::contains)) {
        return Optional.of(() -> UnmetCondition.NO_TAG.with(names(tags)));
      }
      return withoutTags.stream().filter(own::contains).sorted().findFirst()
          .map(tag -> () -> UnmetCondition.TAG.with(tag));
    }

    private static String names(Set<String> names) {
      return String.join(", ", names.stream().sorted().toList());
    }
  }
}
