package org.obzvon.app;

import java.time.InstantSource;
import org.obzvon.call.CallPreparation;
import org.obzvon.call.ConversationBuilder;
import org.obzvon.call.Speech;
import org.obzvon.call.SpeechAhead;
import org.obzvon.call.icu.IcuWords;
import org.obzvon.call.tts.EspeakSpeech;
import org.obzvon.config.Settings;
import org.obzvon.queue.ReadyContacts;
import org.obzvon.queue.ReadyLoop;
import org.obzvon.register.Accounts;

/// Assembles what the robot says: rendered ahead of the calls, and checked once more before each.
final class RobotSpeech implements AutoCloseable {
  private final ConversationBuilder conversations;
  private final Speech speech;
  private final CallPreparation preparation;
  private final ReadyContacts ready;
  private final ReadyLoop loop;

  /// @param listener called when contacts may have become ready
  RobotSpeech(Adapters adapters, Settings.Conversation settings, Runnable listener) {
    InstantSource clock = adapters.clock();
    this.speech = new EspeakSpeech(settings.speech(), clock);
    this.conversations = conversations(adapters, settings, adapters.decidedAccounts());
    SpeechAhead ahead = new SpeechAhead(conversations(adapters, settings, adapters.accounts()), speech, clock);
    this.preparation = new CallPreparation(conversations, speech, ahead);
    this.ready = new ReadyContacts(adapters.queue(), ahead::prepare, clock);
    this.loop = new ReadyLoop(ready, adapters.campaigns()::all, listener);
  }

  static ConversationBuilder conversations(Adapters adapters, Settings.Conversation settings, Accounts accounts) {
    return new ConversationBuilder(
        adapters.openAttempts(), accounts, adapters.catalogue().scripts(), new IcuWords(), settings.houses(),
        adapters.clock());
  }

  ConversationBuilder conversations() {
    return conversations;
  }

  Speech speech() {
    return speech;
  }

  CallPreparation preparation() {
    return preparation;
  }

  ReadyContacts ready() {
    return ready;
  }

  boolean isAlive() {
    return loop.isAlive();
  }

  void start() {
    loop.start();
  }

  @Override
  public void close() {
    loop.close();
  }
}
