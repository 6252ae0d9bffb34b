package org.obzvon.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.obzvon.contact.Contact;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renders what calls will say before their contacts are leased, from the accounts as they are then. The call itself is
/// built anew; if it says the same, nothing is looked up again.
public final class SpeechAhead {
  private static final Logger LOG = LoggerFactory.getLogger(SpeechAhead.class);
  /// How long a rendered call counts as ready. Sounds unused for half an hour may be removed; until then they exist.
  private static final Duration LASTS = Duration.ofMinutes(25);
  private static final int MOST = 5_000;

  private final ConversationBuilder conversations;
  private final Speech speech;
  private final InstantSource clock;
  private final LinkedHashMap<UUID, Rendered> oldestFirst = new LinkedHashMap<>();

  private record Rendered(IvrMachine.Subject subject, Instant at) {}

  public SpeechAhead(ConversationBuilder conversations, Speech speech, InstantSource clock) {
    this.conversations = conversations;
    this.speech = speech;
    this.clock = clock;
  }

  /// Renders the speech of the calls and blocks meanwhile. Speech that cannot be rendered is left to the call itself,
  /// which is refused then.
  public void prepare(List<Contact> contacts) {
    try (ExecutorService rendering = Executors.newVirtualThreadPerTaskExecutor()) {
      conversations.ahead(contacts)
          .forEach((contact, machine) -> rendering.execute(() -> render(contact, machine)));
    }
  }

  private void render(UUID contact, IvrMachine machine) {
    try {
      speech.prepare(machine.script().heading().language(), machine.everyPhrase());
      keep(contact, machine.subject());
    } catch (RobotFault e) {
      LOG.warn("the speech for contact {} could not be rendered ahead: {}", contact, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("the speech for contact {} could not be rendered ahead", contact, e);
    }
  }

  private synchronized void keep(UUID contact, IvrMachine.Subject subject) {
    Instant now = clock.instant();
    oldestFirst.remove(contact);
    oldestFirst.put(contact, new Rendered(subject, now));
    Iterator<Rendered> oldest = oldestFirst.values().iterator();
    while (oldestFirst.size() > MOST && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }

  /// Returns whether everything this call can say was rendered already. True at most once for a contact.
  synchronized boolean isReady(UUID contact, IvrMachine machine) {
    Rendered rendered = oldestFirst.remove(contact);
    return rendered != null
        && rendered.subject().equals(machine.subject())
        && !rendered.at().isBefore(clock.instant().minus(LASTS));
  }
}
