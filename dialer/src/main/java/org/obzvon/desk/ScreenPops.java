package org.obzvon.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Contact;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.contact.NonPaymentReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Prepares screen pops: gathers a debtor's card from the moment the robot hands the debtor over, so that it is ready
/// before an operator's telephone rings.
final class ScreenPops {
  private static final Logger LOG = LoggerFactory.getLogger(ScreenPops.class);
  /// The most debtors prepared at one moment; beyond that a card is gathered when it is needed.
  private static final int MOST = 500;
  private static final long PATIENCE_SECONDS = 5;

  private final OpenAttempts attempts;
  private final DebtorCards cards;
  private final SpeechModules modules;
  private final Map<UUID, Ready> ready = new ConcurrentHashMap<>();

  private record Ready(List<String> heard, Optional<NonPaymentReason> reason,
      CompletableFuture<Optional<DebtorCard>> card) {}

  ScreenPops(OpenAttempts attempts, DebtorCards cards, SpeechModules modules) {
    this.attempts = attempts;
    this.cards = cards;
    this.modules = modules;
  }

  /// Begins to gather the card and returns at once.
  ///
  /// @param reason what the debtor has told the robot
  void prepare(UUID attempt, List<String> heard, Optional<NonPaymentReason> reason) {
    if (ready.size() < MOST) {
      ready.put(attempt, new Ready(heard, reason, gather(attempt)));
    }
  }

  void forget(UUID attempt) {
    ready.remove(attempt);
  }

  List<String> heard(UUID attempt) {
    return Optional.ofNullable(ready.get(attempt)).map(Ready::heard).orElse(List.of());
  }

  private CompletableFuture<Optional<DebtorCard>> gather(UUID attempt) {
    CompletableFuture<Optional<DebtorCard>> card = new CompletableFuture<>();
    Thread.ofVirtual().name("card").start(() -> {
      try {
        card.complete(attempts.findClosedToo(attempt).map(Attempt::contact).flatMap(this::card));
      } catch (RuntimeException e) {
        card.completeExceptionally(e);
      }
    });
    return card;
  }

  private Optional<DebtorCard> card(Contact contact) {
    return cards.of(contact.debtor().account(), contact.campaign());
  }

  /// Returns the screen pop. Empty, with a line in the log, when the debtor is not known.
  Optional<ScreenPop> of(DeskConversation talk) {
    Ready found = Optional.ofNullable(ready.get(talk.attempt()))
        .orElseGet(() -> new Ready(talk.heard(), Optional.empty(), gather(talk.attempt())));
    Optional<DebtorCard> card = await(talk.attempt(), found.card());
    return card.map(known -> pop(talk.id(), talk.kind(), Optional.of(talk.attempt()), known, found));
  }

  Optional<ScreenPop> of(Contact contact, ConversationKind kind) {
    Ready nothing = new Ready(List.of(), Optional.empty(), CompletableFuture.completedFuture(Optional.empty()));
    return card(contact).map(known -> pop(contact.id(), kind, Optional.empty(), known, nothing));
  }

  private ScreenPop pop(UUID id, ConversationKind kind, Optional<UUID> attempt, DebtorCard card, Ready told) {
    var language = card.account().subscriber().language();
    return new ScreenPop(id, kind, attempt, card, told.heard(), modules.of(language, told.reason().or(card::reason)));
  }

  private static Optional<DebtorCard> await(UUID attempt, CompletableFuture<Optional<DebtorCard>> card) {
    try {
      return card.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.error("attempt {}: what is known of the debtor could not be gathered", attempt, e);
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
