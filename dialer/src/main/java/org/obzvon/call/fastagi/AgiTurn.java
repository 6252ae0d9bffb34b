package org.obzvon.call.fastagi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.obzvon.call.RobotFault;
import org.obzvon.call.Conversation;
import org.obzvon.call.DialogueResult;
import org.obzvon.call.TurnEvent;
import org.obzvon.call.Speech;
import org.obzvon.call.Step;
import org.obzvon.call.Turn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Performs the turns of one conversation: says the phrases, listens for a key, and does what the turn ends with.
final class AgiTurn {
  private static final Logger LOG = LoggerFactory.getLogger(AgiTurn.class);

  /// The longest silence for the debtor while a text message is decided on and handed over.
  private static final Duration LONGEST_TEXT_REQUEST = Duration.ofSeconds(4);

  private final Conversation conversation;
  private final AgiVoice voice;
  private final AgiKept kept;
  private final Speech speech;
  private final FastAgiServer.Listeners listeners;
  private final AgiTransfer transfer;
  private final Transcript transcript = new Transcript();
  /// The key that was pressed before the conversation began, while the exchange listened for an answering machine.
  private Optional<Character> early;

  AgiTurn(
      Conversation conversation, AgiVoice voice, AgiVariables variables, AgiKept kept, Speech speech,
      FastAgiServer.Listeners listeners, Optional<Character> early) {
    this.conversation = conversation;
    this.voice = voice;
    this.kept = kept;
    this.speech = speech;
    this.listeners = listeners;
    this.transfer = new AgiTransfer(conversation, voice, variables, listeners.attendants());
    this.early = early;
  }

  sealed interface Heard {
    record Next(Turn turn, TurnEvent input) implements Heard {}

    record Over(DialogueResult dialogue) implements Heard {}
  }

  /// Performs a turn and returns the key, silence or fault with which it ended, or the end of the conversation.
  Heard perform(Turn turn) {
    TurnInProgress noting = new TurnInProgress(conversation.machine(), turn);
    try {
      kept.soFar(turn.position());
      Optional<Character> key = early.filter(noting::heedsOrNotes);
      early = Optional.empty();
      boolean transfers = isTransfer(turn);
      if (key.isEmpty() && transfers) {
        key = transfer.ask(noting);
      }
      if (key.isEmpty() && !(transfers && transfer.isAtOnce())) {
        key = say(noting);
      }
      if (key.isPresent()) {
        return noting.heard(pressed(key.get()));
      }
      return switch (turn.then()) {
        case Turn.Then.GoOn _ -> noting.heard(new TurnEvent.Silence());
        case Turn.Then.SendText(String template) -> noting.heard(sendText(template, noting));
        case Turn.Then.Listen(Duration patience) ->
            noting.heard(voice.listen(patience).<TurnEvent>map(this::pressed).orElseGet(TurnEvent.Silence::new));
        case Turn.Then.Transfer(DialogueResult dialogue) -> {
          transfer.handOver(dialogue, transcript.lines());
          kept.over(dialogue);
          yield new Heard.Over(dialogue);
        }
        case Turn.Then.End(DialogueResult dialogue) -> {
          if (dialogue.end() != DialogueResult.End.CUT) {
            kept.over(dialogue);
          }
          voice.hangUp();
          yield new Heard.Over(dialogue);
        }
      };
    } catch (AgiGone e) {
      return gone(noting, e);
    } catch (RobotFault | RuntimeException e) {
      LOG.error("the conversation of attempt {} failed", conversation.attempt(), e);
      return noting.heard(new TurnEvent.Fault());
    }
  }

  private boolean isTransfer(Turn turn) {
    return conversation.machine().script().step(turn.position().step()) instanceof Step.Transfer;
  }

  /// Requests a text message. A key that the turn heeds, or an answer that does not come in time, cancels the request
  /// if it is not too late.
  private TurnEvent sendText(String template, TurnInProgress noting) throws AgiGone, RobotFault {
    AtomicBoolean wanted = new AtomicBoolean(true);
    var asked = new AgiLookup(voice).ask(
        () -> CompletableFuture.supplyAsync(
            () -> listeners.texts().requested(conversation.attempt(), template, wanted::get),
            task -> Thread.ofVirtual().name("text-request").start(task))
            .completeOnTimeout(false, LONGEST_TEXT_REQUEST.toMillis(), TimeUnit.MILLISECONDS)
            .join(),
        noting::heedsOrNotes);
    return switch (asked) {
      case AgiLookup.Asked.Answered<Boolean>(Boolean sent) -> {
        wanted.set(sent);
        yield new TurnEvent.Text(sent);
      }
      case AgiLookup.Asked.Interrupted<Boolean>(char key) -> {
        wanted.set(false);
        yield pressed(key);
      }
    };
  }

  private TurnEvent pressed(char key) {
    transcript.pressed(key);
    return new TurnEvent.Key(key);
  }

  private Heard gone(TurnInProgress noting, AgiGone gone) {
    LOG.debug("attempt {}: {}", conversation.attempt(), gone.getMessage());
    return noting.heard(switch (gone.why()) {
      case HUNG_UP -> new TurnEvent.HungUp();
      case CUT -> new TurnEvent.Cut();
      case EXCHANGE, CLOSED_BY_US -> new TurnEvent.Fault();
    });
  }

  /// Plays the phrases; a key that the turn heeds ends the playing, any other is noted and the sound goes on.
  private Optional<Character> say(TurnInProgress noting) throws AgiGone, RobotFault {
    if (noting.turn().phrases().isEmpty()) {
      return Optional.empty(); // the last turn says nothing, so a broken speech cannot keep the call from ending
    }
    List<String> sounds = speech.prepare(conversation.language(), noting.turn().phrases());
    transcript.said(noting.turn().phrases());
    for (String sound : sounds) {
      Optional<AgiVoice.Pressed> pressed = voice.play(sound, 0);
      while (pressed.isPresent()) {
        if (noting.turn().heeds(pressed.get().key())) {
          return pressed.map(AgiVoice.Pressed::key);
        }
        if (noting.note(pressed.get().key())) {
          pressed = voice.play(sound, pressed.get().atSample());
        } else {
          pressed = Optional.empty(); // too many keys: the rest of this phrase is not played
        }
      }
    }
    return Optional.empty();
  }
}
