package org.obzvon.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.obzvon.call.OperatorTransfer;
import org.obzvon.call.DialogueResult;
import org.obzvon.call.Phrase;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.register.Accounts;
import org.obzvon.register.Language;

/// Answers the robot's questions to the desk: whether an operator is free, and what to say to a debtor whom nobody took
/// or who pressed the stop key.
final class OperatorAvailability implements OperatorTransfer {
  private final DeskState floor;
  private final ScreenPops screenPops;
  private final ConversationEnds ends;
  private final RecordingControl recordings;
  private final DebtorCallBackOffers callBackOffers;
  private final OpenAttempts attempts;
  private final Accounts accounts;
  private final SpeechModules modules;

  OperatorAvailability(
      DeskState floor, ScreenPops screenPops, ConversationEnds ends, RecordingControl recordings,
      DebtorCallBackOffers callBackOffers, OpenAttempts attempts, Accounts accounts, SpeechModules modules) {
    this.floor = floor;
    this.screenPops = screenPops;
    this.ends = ends;
    this.recordings = recordings;
    this.callBackOffers = callBackOffers;
    this.attempts = attempts;
    this.accounts = accounts;
    this.modules = modules;
  }

  @Override
  public Presence presence(UUID attempt) {
    Optional<String> exchange = attempts.find(attempt).map(open -> open.route().line());
    Set<OperatorState> states = floor.seats().stream()
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
  public void handedOver(UUID attempt, DialogueResult dialogue, List<String> heard) {
    screenPops.prepare(attempt, heard, dialogue.reason());
  }

  @Override
  public Optional<CallBackOffer> nobodyCame(UUID attempt) {
    Optional<Attempt> open = attempts.find(attempt);
    open.ifPresent(found -> turnAway(attempt, found.route().line()));
    return open.flatMap(found -> {
      UUID id = found.contact().debtor().account();
      return Optional.ofNullable(accounts.byIds(List.of(id)).get(id))
          .map(account -> callBackOffers.make(attempt, account, floor.now()));
    });
  }

  private void turnAway(UUID attempt, String exchange) {
    Instant at = floor.now();
    floor.open(attempt).ifPresentOrElse(
        talk -> ends.finish(talk, ConversationEnd.NOBODY_FREE, at),
        () -> floor.turnAway(DeskConversation.waiting(attempt, exchange, at, screenPops.heard(attempt)), at));
  }

  @Override
  public boolean wantsCallBack(UUID attempt, BooleanSupplier last) {
    Optional<Instant> kept = callBackOffers.accept(attempt, last);
    kept.ifPresent(at -> floor.tell(new DeskEvent.CallBackKept(attempt, at, Optional.empty())));
    return kept.isPresent();
  }

  @Override
  public Optional<Announcement> recording(UUID attempt) {
    return recordings.announcement(attempt, language(attempt));
  }

  @Override
  public void recorded(UUID attempt, boolean begins) {
    recordings.announced(attempt, begins);
  }

  /// Handles the debtor's stop key: ends a wait now; a conversation that is going on ends when the call does.
  @Override
  public Optional<Announcement> stopped(UUID attempt) {
    callBackOffers.withdraw(attempt);
    floor.open(attempt)
        .filter(talk -> talk.times().answered().isEmpty())
        .ifPresent(talk -> ends.finish(talk, ConversationEnd.ABANDONED, floor.now()));
    return language(attempt)
        .map(language -> new Announcement(language, List.of(new Phrase(Optional.empty(), modules.stopped(language)))));
  }

  private Optional<Language> language(UUID attempt) {
    return attempts.findClosedToo(attempt)
        .map(found -> found.contact().debtor().account())
        .flatMap(id -> Optional.ofNullable(accounts.byIds(List.of(id)).get(id)))
        .map(account -> account.subscriber().language());
  }

  /// Forgets offers that were never answered.
  void sweep() {
    callBackOffers.sweep(floor.now());
  }
}
