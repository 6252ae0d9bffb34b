package org.obzvon.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.obzvon.call.Attendants;
import org.obzvon.call.Dialogue;
import org.obzvon.call.Phrase;
import org.obzvon.call.Words;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.Language;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the robot asks the desk: whether somebody is free, and what to offer to a debtor whom nobody took.
final class Relief implements Attendants {
  private static final Logger LOG = LoggerFactory.getLogger(Relief.class);
  /// An operator gets through his wrap-up in this time, and the debtor is still at his telephone.
  private static final Duration SOONEST = Duration.ofMinutes(15);
  /// Times are said in quarters of an hour.
  private static final Duration STEP = Duration.ofMinutes(15);
  private static final int MOST_OFFERS = 500;

  private final Floor floor;
  private final Pops pops;
  private final Doing doing;
  private final CallBacks callBacks;
  private final Speaking speaking;
  private final Map<UUID, Instant> offered = new ConcurrentHashMap<>();

  /// What it takes to say something to a debtor in his language.
  record Speaking(OpenAttempts attempts, Accounts accounts, SpeechModules modules, Words words) {}

  /// What follows at the desk.
  record Doing(Handover handover, Recordings recordings, Clerk clerk) {}

  Relief(Floor floor, Pops pops, Doing doing, CallBacks callBacks, Speaking speaking) {
    this.floor = floor;
    this.pops = pops;
    this.doing = doing;
    this.callBacks = callBacks;
    this.speaking = speaking;
  }

  @Override
  public Presence presence(UUID attempt) {
    Optional<String> exchange = speaking.attempts().find(attempt).map(open -> open.route().line());
    Set<OperatorState> states =
        floor.seats().stream()
            .filter(seat -> exchange.filter(line -> line.equals(seat.operator().exchange())).isPresent())
            .map(Seat::state)
            .collect(Collectors.toSet());
    if (states.contains(OperatorState.AVAILABLE)) {
      return Presence.FREE;
    }
    states.remove(OperatorState.PAUSED);
    return states.isEmpty() ? Presence.NOBODY : Presence.BUSY;
  }

  @Override
  public void handedOver(UUID attempt, Dialogue dialogue, List<String> heard) {
    pops.prepare(attempt, heard, dialogue.reason());
  }

  @Override
  public Optional<CallBackOffer> nobodyCame(UUID attempt) {
    Optional<Attempt> open = speaking.attempts().find(attempt);
    open.ifPresent(found -> doing.handover().nobodyCame(attempt, found.route().line(), floor.now()));
    return open.flatMap(found -> {
      UUID id = found.contact().debtor().account();
      return Optional.ofNullable(speaking.accounts().byIds(List.of(id)).get(id))
          .map(account -> offer(attempt, account));
    });
  }

  private CallBackOffer offer(UUID attempt, Account account) {
    Language language = account.subscriber().language();
    SpeechModules.Nobody said = speaking.modules().nobody(language);
    Optional<ZoneId> zone = account.subscriber().place().zone();
    Optional<Instant> at =
        zone.flatMap(_ -> callBacks.permitted(attempt, quarter(floor.now().plus(SOONEST))))
            .filter(_ -> offered.size() < MOST_OFFERS);
    if (at.isEmpty()) {
      return new CallBackOffer(language, phrase(said.apology()), List.of(), List.of(), List.of());
    }
    offered.put(attempt, at.get());
    var local = at.get().atZone(zone.get());
    String day = speaking.words().day(language, local.toLocalDate());
    String time = speaking.words().time(language, LocalTime.of(local.getHour(), local.getMinute()));
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

  @Override
  public boolean wantsCallBack(UUID attempt, BooleanSupplier last) {
    Optional<Instant> at = Optional.ofNullable(offered.remove(attempt));
    boolean kept = at.filter(when -> isKept(attempt, when, last)).isPresent();
    if (kept) {
      floor.tell(new DeskEvent.CallBackKept(attempt, at.get(), Optional.empty()));
    }
    return kept;
  }

  /// Once the last word is given, the debtor may be told yes at any moment: what the store loses of it then is written
  /// again until it is there.
  private boolean isKept(UUID attempt, Instant at, BooleanSupplier last) {
    AtomicBoolean promised = new AtomicBoolean();
    BooleanSupplier lastWord =
        () -> {
          promised.set(last.getAsBoolean());
          return promised.get();
        };
    try {
      return callBacks.keep(attempt, at, Optional.empty(), lastWord);
    } catch (RuntimeException e) {
      if (!promised.get()) {
        throw e;
      }
      LOG.warn("attempt {}: whether its call-back is stored is not known; it is stored again", attempt, e);
      doing.clerk().later(() -> callBacks.keep(attempt, at, Optional.empty()));
      return true;
    }
  }

  @Override
  public Optional<Announcement> recording(UUID attempt) {
    return doing.recordings().announcement(attempt, language(attempt));
  }

  @Override
  public void recorded(UUID attempt, boolean begins) {
    doing.recordings().announced(attempt, begins);
  }

  /// A talk that was going on ends when the call does.
  @Override
  public Optional<Announcement> stopped(UUID attempt) {
    offered.remove(attempt);
    floor.open(attempt)
        .filter(talk -> talk.times().answered().isEmpty())
        .ifPresent(talk -> doing.handover().finish(talk, ConversationEnd.ABANDONED, floor.now()));
    return language(attempt)
        .map(language -> new Announcement(language, phrase(speaking.modules().stopped(language))));
  }

  private Optional<Language> language(UUID attempt) {
    return speaking.attempts().findClosedToo(attempt)
        .map(found -> found.contact().debtor().account())
        .flatMap(id -> Optional.ofNullable(speaking.accounts().byIds(List.of(id)).get(id)))
        .map(account -> account.subscriber().language());
  }

  /// Offers that were never answered.
  void sweep() {
    offered.values().removeIf(at -> at.isBefore(floor.now()));
  }
}
