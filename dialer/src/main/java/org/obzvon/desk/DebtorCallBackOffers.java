package org.obzvon.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.obzvon.call.OperatorTransfer.CallBackOffer;
import org.obzvon.call.Phrase;
import org.obzvon.call.Words;
import org.obzvon.register.Account;
import org.obzvon.register.Language;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Offers a call-back to debtors whom no operator took, and stores the call-backs that they accept.
final class DebtorCallBackOffers {
  private static final Logger LOG = LoggerFactory.getLogger(DebtorCallBackOffers.class);
  /// The earliest call-back: by then an operator has finished wrap-up, and the debtor is still near the telephone.
  private static final Duration SOONEST = Duration.ofMinutes(15);
  /// Times are offered in quarters of an hour.
  private static final Duration STEP = Duration.ofMinutes(15);
  private static final int MOST_OFFERS = 500;

  private final CallBacks callBacks;
  private final DeskBookWriter bookWriter;
  private final SpeechModules modules;
  private final Words words;
  private final Map<UUID, Instant> offered = new ConcurrentHashMap<>();

  DebtorCallBackOffers(CallBacks callBacks, DeskBookWriter bookWriter, SpeechModules modules, Words words) {
    this.callBacks = callBacks;
    this.bookWriter = bookWriter;
    this.modules = modules;
    this.words = words;
  }

  /// Returns what to say to the debtor: an apology, and the offer if the policy permits a time.
  CallBackOffer make(UUID attempt, Account account, Instant now) {
    Language language = account.subscriber().language();
    SpeechModules.Nobody said = modules.nobody(language);
    Optional<ZoneId> zone = account.subscriber().place().zone();
    Optional<Instant> at = zone.flatMap(_ -> callBacks.permitted(attempt, quarter(now.plus(SOONEST))))
        .filter(_ -> offered.size() < MOST_OFFERS);
    if (at.isEmpty()) {
      return new CallBackOffer(language, phrase(said.apology()), List.of(), List.of(), List.of());
    }
    offered.put(attempt, at.get());
    var local = at.get().atZone(zone.get());
    String day = words.day(language, local.toLocalDate());
    String time = words.time(language, LocalTime.of(local.getHour(), local.getMinute()));
    return new CallBackOffer(
        language,
        phrase(said.apology()),
        phrase(said.question().replace("{day}", day).replace("{time}", time)),
        phrase(said.agreed().replace("{day}", day).replace("{time}", time)),
        phrase(said.declined()));
  }

  private static Instant quarter(Instant at) {
    long step = STEP.toSeconds();
    return Instant.ofEpochSecond((at.getEpochSecond() + step - 1) / step * step);
  }

  private static List<Phrase> phrase(String text) {
    return List.of(new Phrase(Optional.empty(), text));
  }

  /// Stores the call-back that the debtor accepted. Returns its time; empty if none was offered or it is not kept.
  ///
  /// @param last asked immediately before it is stored
  Optional<Instant> accept(UUID attempt, BooleanSupplier last) {
    return Optional.ofNullable(offered.remove(attempt)).filter(at -> isKept(attempt, at, last));
  }

  /// Stores the call-back. Once `last` has agreed, the debtor may hear "yes" at any moment: if the store then loses the
  /// promise, it is written again until it is stored.
  private boolean isKept(UUID attempt, Instant at, BooleanSupplier last) {
    AtomicBoolean promised = new AtomicBoolean();
    BooleanSupplier finalCheck = () -> {
      promised.set(last.getAsBoolean());
      return promised.get();
    };
    try {
      return callBacks.keep(attempt, at, Optional.empty(), finalCheck);
    } catch (RuntimeException e) {
      if (!promised.get()) {
        throw e;
      }
      LOG.warn("attempt {}: whether its call-back is stored is not known; it is stored again", attempt, e);
      bookWriter.later(() -> callBacks.keep(attempt, at, Optional.empty()));
      return true;
    }
  }

  /// Forgets the offer of an attempt.
  void withdraw(UUID attempt) {
    offered.remove(attempt);
  }

  /// Forgets offers that were never answered.
  void sweep(Instant now) {
    offered.values().removeIf(at -> at.isBefore(now));
  }
}
