package org.obzvon.call.fastagi;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.call.RobotFault;
import org.obzvon.call.Conversation;
import org.obzvon.call.ConversationBuilder;
import org.obzvon.call.DialogueResult;
import org.obzvon.call.DialoguePosition;
import org.obzvon.call.DialogueSink;
import org.obzvon.call.IvrMachine;
import org.obzvon.call.Speech;
import org.obzvon.call.Turn;
import org.obzvon.call.fastagi.AgiRequest.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call from its first line to its last. It runs on a virtual thread of its own; [#run] returns when the
/// conversation is over, whatever ended it, and has reported it to the sink by then.
final class AgiSession {
  private static final Logger LOG = LoggerFactory.getLogger(AgiSession.class);

  private final AgiConnection connection;
  private final AgiVoice voice;
  private final ConversationBuilder conversations;
  private final Speech speech;
  private final FastAgiServer.Listeners listeners;
  private final InstantSource clock;
  private final FastAgiServer.Attempts running;
  /// The key that was pressed before the conversation began, while the exchange listened for an answering machine.
  private Optional<Character> early = Optional.empty();

  AgiSession(
      AgiConnection connection, ConversationBuilder conversations, Speech speech, FastAgiServer.Listeners listeners,
      FastAgiServer.Attempts running, InstantSource clock) {
    this.connection = connection;
    this.voice = new AgiVoice(connection);
    this.conversations = conversations;
    this.speech = speech;
    this.listeners = listeners;
    this.clock = clock;
    this.running = running;
  }

  /// Leads the conversation of an attempt.
  ///
  /// @param attempt the attempt of this call, proven by its token
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
    OffScriptVoice aside = new OffScriptVoice(voice);
    try {
      switch (answer) {
        case UNATTENDED -> new AgiCallBackOffer(aside, speech, listeners.attendants()).make(attempt);
        case RECORDING ->
            new AgiRecordingAnnouncement(aside, new AgiVariables(connection), speech, listeners.attendants())
                .announce(attempt);
        case STOPPED -> throw new StopPressed();
        case TALK, MACHINE, HANGUP -> lead(attempt, answer);
      }
    } catch (StopPressed _) {
      new AgiKept(connection, attempt).stopped();
      new AgiOptOut(voice, speech, listeners, clock).obey(attempt);
    }
  }

  private void lead(UUID attempt, Answer answer) {
    Optional<Conversation> conversation;
    try {
      conversation = conversations.find(attempt);
    } catch (RobotFault | RuntimeException e) {
      LOG.error("attempt {} cannot be talked to", attempt, e);
      told(attempt, () -> hungUp(attempt, DialogueResult.End.FAULT));
      return;
    }
    if (conversation.isEmpty()) {
      refuse("the unknown or closed attempt " + attempt);
      return;
    }
    told(attempt, () -> switch (answer) {
      case UNATTENDED, RECORDING, STOPPED -> throw new IllegalStateException("this debtor has had his conversation");
      case TALK -> talk(conversation.get());
      case MACHINE -> hungUp(attempt, DialogueResult.End.MACHINE);
      case HANGUP -> over(attempt, ended(DialogueResult.End.HUNG_UP));
    });
  }

  private DialogueResult hungUp(UUID attempt, DialogueResult.End end) {
    DialogueResult dialogue = over(attempt, ended(end));
    voice.hangUp();
    return dialogue;
  }

  private DialogueResult over(UUID attempt, DialogueResult dialogue) {
    new AgiKept(connection, attempt).over(dialogue);
    return dialogue;
  }

  private static DialogueResult ended(DialogueResult.End end) {
    return new DialogueResult(end, false, Optional.empty(), Optional.empty(), "");
  }

  private interface Leading {
    DialogueResult dialogue();
  }

  /// Leads a conversation and reports `begun` before and `ended` after it, each once.
  private void told(UUID attempt, Leading leading) {
    DialogueSink sink = listeners.dialogues();
    sink.begun(attempt, clock.instant());
    DialogueResult dialogue = ended(DialogueResult.End.FAULT);
    try {
      dialogue = leading.dialogue();
    } finally {
      sink.ended(attempt, dialogue, clock.instant());
    }
  }

  // --- the conversation

  /// Performs turns until the conversation ends. The machine bounds this: a turn costs one of the script's turns or
  /// ends the conversation.
  private DialogueResult talk(Conversation conversation) {
    IvrMachine machine = conversation.machine();
    Instant begun = clock.instant();
    Turn turn = machine.begin();
    AgiKept kept = new AgiKept(connection, conversation.attempt());
    AgiTurn performer = new AgiTurn(conversation, voice, new AgiVariables(connection), kept, speech, listeners, early);
    while (true) {
      AgiTurn.Heard heard = performer.perform(turn);
      Duration elapsed = Duration.between(begun, clock.instant());
      switch (heard) {
        case AgiTurn.Heard.Over(DialogueResult dialogue) -> {
          return dialogue;
        }
        case AgiTurn.Heard.Next next -> {
          DialoguePosition before = next.turn().position();
          turn = machine.next(before, next.input(), elapsed);
          kept.tried(turn.position()); // first, because the exchange is quick and the store may be slow
          tellWish(conversation.attempt(), before, turn.position());
        }
      }
    }
  }

  /// Reports each opt-out or wrong number once, before anything more is said.
  private void tellWish(UUID attempt, DialoguePosition before, DialoguePosition after) {
    after.wish().filter(wish -> !before.wish().equals(Optional.of(wish)))
        .ifPresent(wish -> listeners.wishes().heard(attempt, wish));
  }
}
