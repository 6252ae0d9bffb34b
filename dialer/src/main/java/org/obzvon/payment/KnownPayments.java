package org.obzvon.payment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.obzvon.payment.KnownPayment.Key;

/// The payments to which rows may refer, with the changes by earlier rows.
public final class KnownPayments {
  private final Map<Key, KnownPayment> byKey = new HashMap<>();
  private final Map<UUID, KnownPayment> byId = new HashMap<>();
  private final Map<Key, Set<PaymentCorrection>> takenBack = new HashMap<>();

  /// @param stored the payments with an id of the rows, those that were taken back under one, and those of the accounts
  ///     from which the rows take back
  public KnownPayments(Collection<KnownPayment> stored) {
    stored.forEach(this::put);
  }

  Optional<KnownPayment> find(Key key) {
    return Optional.ofNullable(byKey.get(key));
  }

  public KnownPayment get(UUID id) {
    return byId.get(id);
  }

  void put(KnownPayment payment) {
    byKey.put(payment.key(), payment);
    byId.put(payment.id(), payment);
    for (PaymentCorrection change : payment.changes()) {
      if (change.what() instanceof PaymentCorrection.TakenBack) {
        takenBack.computeIfAbsent(change.told(), _ -> new LinkedHashSet<>()).add(change);
      }
    }
  }

  /// Returns the reversals under an id, of any payment.
  Collection<PaymentCorrection> takenBackUnder(Key key) {
    return takenBack.getOrDefault(key, Set.of());
  }

  /// Returns the payment that a row with its own id takes back: the one whose id is part of the row's id, else the
  /// newest with exactly that amount left, else the newest with more, else the newest with any.
  Optional<KnownPayment> meant(Key key, UUID account, BigDecimal amount, Instant at) {
    List<KnownPayment> possible = byId.values().stream()
        .filter(one -> one.account().equals(account) && one.key().source().equals(key.source()))
        .sorted(Comparator.comparing(KnownPayment::paidAt).thenComparing(KnownPayment::id).reversed())
        .toList();
    return possible.stream()
        .filter(one -> names(key.externalId(), one.key().externalId()))
        .max(Comparator.comparingInt(one -> one.key().externalId().length()))
        .or(() -> newest(possible, at).filter(one -> one.left().compareTo(amount) == 0).findFirst())
        .or(() -> newest(possible, at).filter(one -> one.left().compareTo(amount) > 0).findFirst())
        .or(() -> newest(possible, at).filter(one -> one.left().signum() > 0).findFirst());
  }

  private static Stream<KnownPayment> newest(List<KnownPayment> possible, Instant at) {
    return possible.stream().filter(one -> !one.paidAt().isAfter(at) || PaidAt.near(one.paidAt(), at));
  }

  /// Returns true if an id names the payment: `15-R`, `R15` and `REV 15` name 15; `115-R` does not.
  private static boolean names(String id, String payment) {
    for (int from = id.indexOf(payment); from >= 0; from = id.indexOf(payment, from + 1)) {
      int end = from + payment.length();
      boolean begins = from == 0 || kind(id.charAt(from - 1)) != kind(payment.charAt(0));
      boolean ends = end == id.length() || kind(id.charAt(end)) != kind(payment.charAt(payment.length() - 1));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  private static int kind(char letter) {
    return Character.isDigit(letter) ? 1 : Character.isLetter(letter) ? 2 : 0;
  }
}
