package org.obzvon.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;

/// Prepares the robot's contacts whose time is near, in the order in which they will be leased, and knows those that
/// are ready. A contact whose speech is not rendered yet waits in the queue and loses no attempt by it.
public final class ReadyContacts implements ContactReadiness {
  /// How long before its time a contact is prepared.
  static final Duration AHEAD = Duration.ofMinutes(15);
  /// After this time a contact is prepared anew, which keeps its sounds from being removed as unused.
  static final Duration LASTS = Duration.ofMinutes(20);
  /// The most contacts looked at in a round, over all campaigns; each takes some hundred bytes.
  static final int MOST = 2_000;
  /// After this many the queue is read again: contacts that became due meanwhile may be more urgent than the rest.
  static final int PREPARED_A_ROUND = 100;
  /// How many are handed over together, so that a slow one delays few others.
  private static final int PORTION = 20;
  /// The most ready contacts offered; more cannot be leased in one round.
  private static final int OFFERED = 800;

  private final ContactQueue queue;
  private final AttemptPreparation preparing;
  private final InstantSource clock;
  private final Map<UUID, Instant> preparedAt = new HashMap<>();
  private final Map<UUID, LinkedHashSet<UUID>> ready = new HashMap<>();

  public ReadyContacts(ContactQueue queue, AttemptPreparation preparing, InstantSource clock) {
    this.queue = queue;
    this.preparing = preparing;
    this.clock = clock;
  }

  /// Reads the queue and prepares what is not ready, at most [#PREPARED_A_ROUND]. Returns true when more is to be
  /// prepared.
  public boolean round(List<Campaign> campaigns) {
    List<Campaign> calling = campaigns.stream()
        .filter(one -> one.state() == CampaignState.RUNNING && one.definition().uses(Channel.ROBOT))
        .toList();
    Map<UUID, List<Contact>> near = new LinkedHashMap<>();
    Instant until = clock.instant().plus(AHEAD);
    for (Campaign campaign : calling) {
      near.put(campaign.id(), queue.soon(campaign.id(), Channel.ROBOT, until, MOST / calling.size()));
    }
    List<Contact> missing = lookedAt(near);
    int now = Math.min(missing.size(), PREPARED_A_ROUND);
    for (int from = 0; from < now; from += PORTION) {
      List<Contact> portion = missing.subList(from, Math.min(from + PORTION, now));
      preparing.prepare(portion);
      if (Thread.currentThread().isInterrupted()) {
        return false; // stopped: contacts whose preparation was interrupted are not ready
      }
      prepared(portion);
    }
    return missing.size() > now;
  }

  /// Forgets contacts that are no longer near, and returns those that are not ready, by campaign in the order of their
  /// time.
  private synchronized List<Contact> lookedAt(Map<UUID, List<Contact>> near) {
    Instant oldest = clock.instant().minus(LASTS);
    Set<UUID> ids = near.values().stream().flatMap(List::stream).map(Contact::id).collect(Collectors.toSet());
    preparedAt.entrySet().removeIf(one -> !ids.contains(one.getKey()) || one.getValue().isBefore(oldest));
    ready.clear();
    List<Iterator<Contact>> missing = new ArrayList<>();
    for (List<Contact> contacts : near.values()) {
      contacts.stream()
          .filter(contact -> preparedAt.containsKey(contact.id()))
          .forEach(contact -> ready.computeIfAbsent(contact.campaign(), _ -> new LinkedHashSet<>()).add(contact.id()));
      missing.add(contacts.stream().filter(contact -> !preparedAt.containsKey(contact.id())).iterator());
    }
    return inTurn(missing);
  }

  /// Takes one contact of each campaign in turn: a campaign with many must not keep the others from being prepared.
  private static List<Contact> inTurn(List<Iterator<Contact>> campaigns) {
    List<Contact> inTurn = new ArrayList<>();
    while (campaigns.stream().anyMatch(Iterator::hasNext)) {
      campaigns.stream().filter(Iterator::hasNext).forEach(left -> inTurn.add(left.next()));
    }
    return inTurn;
  }

  private synchronized void prepared(List<Contact> contacts) {
    Instant now = clock.instant();
    for (Contact contact : contacts) {
      preparedAt.put(contact.id(), now);
      ready.computeIfAbsent(contact.campaign(), _ -> new LinkedHashSet<>()).add(contact.id());
    }
  }

  @Override
  public synchronized Optional<Set<UUID>> among(UUID campaign) {
    return Optional.of(
        ready.getOrDefault(campaign, new LinkedHashSet<>()).stream()
            .limit(OFFERED)
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  @Override
  public synchronized void taken(Collection<Contact> leased) {
    for (Contact contact : leased) {
      preparedAt.remove(contact.id());
      Optional.ofNullable(ready.get(contact.campaign())).ifPresent(ids -> ids.remove(contact.id()));
    }
  }

  /// Returns whether so few are ready that the queue should be read again soon.
  synchronized boolean isLow() {
    return ready.values().stream().mapToInt(Set::size).sum() < MOST / 2;
  }
}
