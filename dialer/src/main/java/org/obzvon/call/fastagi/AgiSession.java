package org.obzvon.call.fastagi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.obzvon.call.Attendants.Presence;
import org.obzvon.call.CallFault;
import org.obzvon.call.Conversation;
import org.obzvon.call.Conversations;
import org.obzvon.call.Dialogue;
import org.obzvon.call.DialogueSink;
import org.obzvon.call.Input;
import org.obzvon.call.IvrMachine;
import org.obzvon.call.Position;
import org.obzvon.call.Step;
import org.obzvon.call.Turn;
import org.obzvon.call.fastagi.AgiRequest.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call from its first line to its last. Runs on a virtual thread of its own; [#run] returns when the
/// conversation is over, whatever ended it, and has told the sink then.
final class AgiSession {
  private static final Logger LOG = LoggerFactory.getLogger(AgiSession.class);

  /// Of silence for the debtor while a text message is decided on and handed over.
  private static final Duration LONGEST_TEXT_REQUEST = Duration.ofSeconds(4);

  private final AgiConnection connection;
  private final AgiVoice voice;
  private final FastAgiServer.Parts parts;
  private final FastAgiServer.Attempts running;
  private final Transcript transcript = new Transcript();
  private Presence presence = Presence.BUSY;
  /// Pressed before the conversation began, while the exchange listened for an answering machine.
  private Optional<Character> early = Optional.empty();

  AgiSession(AgiConnection connection, FastAgiServer.Parts parts, FastAgiServer.Attempts running) {
    this.connection = connection;
    this.voice = new AgiVoice(connection);
    this.parts = parts;
    this.running = running;
  }

  /// @param attempt whose call this is, proven by its token
  /// @param pressed the key that was pressed before
  void run(UUID attempt, Answer answer, Optional<Character> pressed) {
    early = pressed;
    if (!running.begin(attempt)) {
      refuse("a second conversation of the running attempt " + attempt);
      return;
    }
    try {
      meet(attempt, answer);
    } finally {
      running.end(attempt);
    }
  }

  private void refuse(String what) {
    LOG.warn("{} was hung up", what);
    voice.hangUp();
  }

  private void meet(UUID attempt, Answer answer) {
    AgiAside aside = new AgiAside(voice);
    try {
      switch (answer) {
        case UNATTENDED -> new AgiOffer(aside, parts).make(attempt);
        case RECORDING -> new AgiRecording(aside, parts).announce(attempt);
        case STOPPED -> throw new StopPressed();
        case TALK, MACHINE, HANGUP -> lead(attempt, answer);
      }
    } catch (StopPressed _) {
      new AgiKept(connection, attempt).stopped();
      new AgiStop(voice, parts).obey(attempt);
    }
  }

  private void lead(UUID attempt, Answer answer) {
    Optional<Conversation> conversation;
    try {
      conversation = parts.conversations().find(attempt);
    } catch (CallFault | RuntimeException e) {
      LOG.error("attempt {} cannot be talked to", attempt, e);
      told(attempt, () -> hungUp(attempt, Dialogue.End.FAULT));
      return;
    }
    if (conversation.isEmpty()) {
      refuse("the unknown or closed attempt " + attempt);
      return;
    }
    told(attempt, () -> switch (answer) {
      case UNATTENDED, RECORDING, STOPPED -> throw new IllegalStateException("this debtor has had his conversation");
      case TALK -> talk(conversation.get());
      case MACHINE -> hungUp(attempt, Dialogue.End.MACHINE);
      case HANGUP -> over(attempt, ended(Dialogue.End.HUNG_UP));
    });
  }

  private Dialogue hungUp(UUID attempt, Dialogue.End end) {
    Dialogue dialogue = over(attempt, ended(end));
    voice.hangUp();
    return dialogue;
  }

  private Dialogue over(UUID attempt, Dialogue dialogue) {
    new AgiKept(connection, attempt).over(dialogue);
    return dialogue;
  }

  private static Dialogue ended(Dialogue.End end) {
    return new Dialogue(end, false, Optional.empty(), Optional.empty(), "");
  }

  private interface Leading {
    Dialogue dialogue();
  }

  /// The sink hears `begun` before and `ended` after, each once.
  private void told(UUID attempt, Leading leading) {
    DialogueSink sink = parts.listeners().dialogues();
    sink.begun(attempt, parts.clock().instant());
    Dialogue dialogue = ended(Dialogue.End.FAULT);
    try {
      dialogue = leading.dialogue();
    } finally {
      sink.ended(attempt, dialogue, parts.clock().instant());
    }
  }

  // --- the conversation

  /// Bounded by the machine: a turn costs one of the script's turns or ends the conversation.
  private Dialogue talk(Conversation conversation) {
    IvrMachine machine = conversation.machine();
    Instant begun = parts.clock().instant();
    Turn turn = machine.begin();
    AgiKept kept = new AgiKept(connection, conversation.attempt());
    while (true) {
      Heard heard = perform(conversation, turn, kept);
      Duration elapsed = Duration.between(begun, parts.clock().instant());
      switch (heard) {
        case Heard.Over(Dialogue dialogue) -> {
          return dialogue;
        }
        case Heard.Next next -> {
          Position before = next.turn().position();
          turn = machine.next(before, next.input(), elapsed);
          tellWish(conversation.attempt(), before, turn.position());
        }
      }
    }
  }

  /// Once for each wish, before anything more is said.
  private void tellWish(UUID attempt, Position before, Position after) {
    after.wish().filter(wish -> !before.wish().equals(Optional.of(wish)))
        .ifPresent(wish -> parts.listeners().wishes().heard(attempt, wish));
  }

  sealed interface Heard {
    record Next(Turn turn, Input input) implements Heard {}

    record Over(Dialogue dialogue) implements Heard {}
  }

  private Heard perform(Conversation conversation, Turn turn, AgiKept kept) {
    Noting noting = new Noting(conversation.machine(), turn);
    try {
      kept.soFar(turn.position());
      Optional<Character> key = early.filter(noting::isHeededOrNoted);
      early = Optional.empty();
      if (key.isEmpty()) {
        key = askWhetherSomebodyIsFree(conversation, noting);
      }
      if (key.isEmpty() && !isTakenAtOnce(conversation, turn)) {
        key = say(conversation, noting);
      }
      if (key.isPresent()) {
        return noting.heard(pressed(key.get()));
      }
      return switch (turn.then()) {
        case Turn.Then.GoOn _ -> noting.heard(new Input.Silence());
        case Turn.Then.SendText(String template) -> noting.heard(sendText(conversation.attempt(), template, noting));
        case Turn.Then.Listen(Duration patience) ->
            noting.heard(voice.listen(patience).<Input>map(this::pressed).orElseGet(Input.Silence::new));
        case Turn.Then.Transfer(Dialogue dialogue) -> {
          handOver(conversation, dialogue);
          kept.over(dialogue);
          yield new Heard.Over(dialogue);
        }
        case Turn.Then.End(Dialogue dialogue) -> {
          if (dialogue.end() != Dialogue.End.CUT) {
            kept.over(dialogue);
          }
          voice.hangUp();
          yield new Heard.Over(dialogue);
        }
      };
    } catch (AgiGone e) {
      return gone(conversation, noting, e);
    } catch (CallFault | RuntimeException e) {
      LOG.error("the conversation of attempt {} failed", conversation.attempt(), e);
      return noting.heard(new Input.Fault());
    }
  }

  /// Before the transfer step; a key that the step heeds ends the waiting for the answer.
  private Optional<Character> askWhetherSomebodyIsFree(Conversation conversation, Noting noting)
      throws AgiGone, CallFault {
    if (!isTransfer(conversation, noting.turn()) || presence != Presence.BUSY) {
      return Optional.empty();
    }
    var asked =
        voice.whileAsking(
            () -> parts.listeners().attendants().presence(conversation.attempt()), noting::isHeededOrNoted);
    return switch (asked) {
      case AgiVoice.Asked.Answered<Presence>(Presence there) -> {
        presence = there;
        yield Optional.empty();
      }
      case AgiVoice.Asked.Interrupted<Presence>(char key) -> Optional.of(key);
    };
  }

  /// Every second of talk would be a second in which no telephone rings: the debtor hears the ringing tone instead. To
  /// whom nobody can be given nothing is promised.
  private boolean isTakenAtOnce(Conversation conversation, Turn turn) {
    return isTransfer(conversation, turn) && presence != Presence.BUSY;
  }

  private static boolean isTransfer(Conversation conversation, Turn turn) {
    return conversation.machine().script().step(turn.position().step()) instanceof Step.Transfer;
  }

  /// A key that the turn heeds, or an answer that does not come in time, takes the request back, if it is not too late.
  private Input sendText(UUID attempt, String template, Noting noting) throws AgiGone, CallFault {
    AtomicBoolean wanted = new AtomicBoolean(true);
    var asked =
        voice.whileAsking(
            () ->
                CompletableFuture.supplyAsync(
                        () -> parts.listeners().texts().requested(attempt, template, wanted::get),
                        task -> Thread.ofVirtual().name("text-request").start(task))
                    .completeOnTimeout(false, LONGEST_TEXT_REQUEST.toMillis(), TimeUnit.MILLISECONDS)
                    .join(),
            noting::isHeededOrNoted);
    return switch (asked) {
      case AgiVoice.Asked.Answered<Boolean>(Boolean sent) -> {
        wanted.set(sent);
        yield new Input.Text(sent);
      }
      case AgiVoice.Asked.Interrupted<Boolean>(char key) -> {
        wanted.set(false);
        yield pressed(key);
      }
    };
  }

  private void handOver(Conversation conversation, Dialogue dialogue) throws AgiGone, CallFault {
    parts.listeners().attendants().handedOver(conversation.attempt(), dialogue, transcript.lines());
    voice.tell("OBZVON_LANGUAGE", conversation.language().tag());
    voice.tell("OBZVON_NEXT", presence == Presence.NOBODY ? "nobody" : "operator");
  }

  private Input pressed(char key) {
    transcript.pressed(key);
    return new Input.Key(key);
  }

  private Heard gone(Conversation conversation, Noting noting, AgiGone gone) {
    LOG.debug("attempt {}: {}", conversation.attempt(), gone.getMessage());
    return noting.heard(switch (gone.why()) {
      case HUNG_UP -> new Input.HungUp();
      case CUT -> new Input.Cut();
      case EXCHANGE, CLOSED_BY_US -> new Input.Fault();
    });
  }

  /// Plays the phrases; a key that the turn heeds ends that, any other is noted and the sound goes on.
  private Optional<Character> say(Conversation conversation, Noting noting) throws AgiGone, CallFault {
    if (noting.turn().phrases().isEmpty()) {
      return Optional.empty(); // the last turn says nothing, so a broken speech cannot keep the call from ending
    }
    List<String> sounds = parts.speech().prepare(conversation.language(), noting.turn().phrases());
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
          pressed = Optional.empty(); // leans on the keys: the rest of this phrase is lost on him
        }
      }
    }
    return Optional.empty();
  }
}
