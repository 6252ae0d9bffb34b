package org.obzvon.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.obzvon.call.OperatorTransfer;
import org.obzvon.call.SpokenFacts;
import org.obzvon.call.CallTokens;
import org.obzvon.call.ConversationBuilder;
import org.obzvon.call.DialogueResult;
import org.obzvon.call.DialogueSink;
import org.obzvon.call.OptOutListener;
import org.obzvon.call.SilentSpeech;
import org.obzvon.call.Speech;
import org.obzvon.call.RequestedTextSender;
import org.obzvon.call.icu.IcuWords;
import org.obzvon.call.yaml.YamlScripts;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.register.Language;

/// A FastAGI server on a real loopback socket, with a hand-written peer for the exchange's side.
abstract class FastAgiFixture {
  private static final SpokenFacts.House HOUSE = new SpokenFacts.House("Arax-Net", Optional.of("022 123 456"));

  final Register register = new Register();
  final ConversationBuilder conversations = new ConversationBuilder(register, register, new YamlScripts().shipped(),
      new IcuWords(),
      Map.of(Language.RU, HOUSE, Language.RO, HOUSE, Language.EN, HOUSE), () -> Register.NOW);
  final Told told = new Told();
  final CallTokens tokens = CallTokens.ofThisProcess();
  List<String> from = List.of("127.0.0.1");
  FastAgiServer server;

  static final class Told implements DialogueSink, OptOutListener {
    final List<UUID> begun = new CopyOnWriteArrayList<>();
    final Map<UUID, List<DialogueResult>> ended = new ConcurrentHashMap<>();

    final Map<UUID, List<ContactOutcome>> wishes = new ConcurrentHashMap<>();

    @Override
    public void heard(UUID attempt, ContactOutcome soFar) {
      wishes.computeIfAbsent(attempt, _ -> new CopyOnWriteArrayList<>()).add(soFar);
    }

    @Override
    public void begun(UUID attempt, Instant at) {
      begun.add(attempt);
    }

    @Override
    public void ended(UUID attempt, DialogueResult dialogue, Instant at) {
      ended.computeIfAbsent(attempt, _ -> new CopyOnWriteArrayList<>()).add(dialogue);
    }

    final List<UUID> stopped = new CopyOnWriteArrayList<>();

    @Override
    public ContactOutcome stopped(UUID attempt, Instant at) {
      stopped.add(attempt);
      return new ContactOutcome.Undeliverable(ContactOutcome.Refusal.OPTED_OUT);
    }

    /// Returns the only dialogue of an attempt that began once.
    DialogueResult of(UUID attempt) {
      if (!ended.containsKey(attempt)) {
        await().atMost(Duration.ofSeconds(30)).until(() -> ended.containsKey(attempt));
      }
      assertThat(begun.stream().filter(attempt::equals)).hasSize(1);
      assertThat(ended.get(attempt)).hasSize(1);
      return ended.get(attempt).getFirst();
    }
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  AgiPeer call() throws IOException {
    if (server == null) {
      start(300, Duration.ofSeconds(20), new SilentSpeech());
    }
    return new AgiPeer(server.port(), tokens);
  }

  OperatorTransfer attendants = OperatorTransfer.NONE;

  void start(int mostSessions, Duration replyTimeout, Speech speech) {
    server = new FastAgiServer(
        new FastAgiServer.Settings("127.0.0.1", 0, mostSessions, replyTimeout, Duration.ofMinutes(5),
            Duration.ofMillis(200)),
        new FastAgiServer.Access(new AllowedPeers(from), tokens), conversations, speech,
        new FastAgiServer.Listeners(told, told, RequestedTextSender.NONE, attendants),
        () -> Register.NOW);
    server.start();
  }

  UUID open() {
    return register.open("Popescu Ion", "-350.50", Language.EN).id();
  }
}
