package org.obzvon.rehearsal.exchange;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The queues of the exchange, one for each language: debtors who wait, and operators whose telephones it rings one at
/// a time, those of the lowest penalty first. A simulated operator's telephone is picked up after a second and a half,
/// in real time, because a person watches.
final class OperatorQueues {
  private static final Duration PICKED_UP_AFTER = Duration.ofMillis(1_500);
  private static final int MOST_MEMBERS = 1_000;

  private final SharedExchangeState floor;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Deque<Call> waiting = new ArrayDeque<>();
  private final Map<String, Talk> talks = new HashMap<>();
  private long legs;

  private static final class Member {
    private final String name;
    private final Map<String, Integer> penalties = new HashMap<>();
    private final Set<String> pausedIn = new HashSet<>();
    private boolean busy;

    Member(String name) {
      this.name = name;
    }

    boolean takes(String queue) {
      return penalties.containsKey(queue) && !pausedIn.contains(queue) && !busy;
    }

    void pause(String queue, boolean paused) {
      if (paused) {
        pausedIn.add(queue);
      } else {
        pausedIn.remove(queue);
      }
    }
  }

  /// An operator's membership in one queue.
  record Place(String queue, String endpoint) {}

  private record Talk(Call call, String endpoint, String leg, Future<?> pickUp) {}

  OperatorQueues(SharedExchangeState floor) {
    this.floor = floor;
  }

  // --- operators

  /// Adds an operator. Returns false when that telephone is in the queue already.
  synchronized boolean add(Place place, String name, int penalty, boolean paused) {
    if (members.size() >= MOST_MEMBERS) {
      return false;
    }
    Member member = members.computeIfAbsent(place.endpoint(), _ -> new Member(name));
    boolean added = member.penalties.putIfAbsent(place.queue(), penalty) == null;
    if (added) {
      member.pause(place.queue(), paused);
      ringNext();
    }
    return added;
  }

  synchronized boolean remove(Place place) {
    Optional<Member> member = member(place);
    member.ifPresent(found -> {
      found.penalties.remove(place.queue());
      if (found.penalties.isEmpty()) {
        members.remove(place.endpoint());
      }
    });
    return member.isPresent();
  }

  synchronized boolean pause(Place place, boolean paused) {
    Optional<Member> member = member(place);
    member.ifPresent(found -> found.pause(place.queue(), paused));
    ringNext();
    return member.isPresent();
  }

  synchronized boolean penalise(Place place, int penalty) {
    Optional<Member> member = member(place);
    member.ifPresent(found -> found.penalties.put(place.queue(), penalty));
    return member.isPresent();
  }

  private Optional<Member> member(Place place) {
    return Optional.ofNullable(members.get(place.endpoint()))
        .filter(found -> found.penalties.containsKey(place.queue()));
  }

  synchronized boolean isManned() {
    return !members.isEmpty();
  }

  // --- debtors

  synchronized void join(Call call) {
    waiting.add(call);
    tell(call, "QueueCallerJoin", Optional.empty());
    ringNext();
  }

  synchronized Iterable<Call> waiting() {
    return java.util.List.copyOf(waiting);
  }

  /// Handles the end of the debtor's channel.
  synchronized void leave(Call call) {
    waiting.remove(call);
    Talk talk = talks.remove(call.id());
    if (talk != null) {
      Optional.ofNullable(members.get(talk.endpoint())).ifPresent(member -> member.busy = false);
      if (!talk.pickUp().cancel(false)) {
        tell(call, "AgentComplete", Optional.of(talk));
      }
      ringNext();
    }
  }

  /// Transfers the debtor to another operator's telephone, which is picked up like any other.
  synchronized void handOn(Call call, String endpoint) {
    leave(call);
    ring(call, endpoint);
  }

  private void ringNext() {
    while (!waiting.isEmpty()) {
      Optional<String> free = members.entrySet().stream()
          .filter(entry -> entry.getValue().takes(waiting.element().queue()))
          .min(Comparator.comparing(entry -> entry.getValue().penalties.get(waiting.element().queue())))
          .map(Map.Entry::getKey);
      if (free.isEmpty()) {
        return;
      }
      ring(waiting.remove(), free.get());
    }
  }

  private void ring(Call call, String endpoint) {
    Optional.ofNullable(members.get(endpoint)).ifPresent(member -> member.busy = true);
    EventLoop loop = call.loop();
    String leg = "rehearsal-" + ++legs;
    Future<?> pickUp = loop.schedule(() -> pickUp(call), PICKED_UP_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    Talk talk = new Talk(call, endpoint, leg, pickUp);
    talks.put(call.id(), talk);
    tell(call, "AgentCalled", Optional.of(talk));
  }

  private synchronized void pickUp(Call call) {
    Optional.ofNullable(talks.get(call.id())).ifPresent(talk -> {
      call.passes(PICKED_UP_AFTER);
      tell(call, "DialEnd", Optional.of(talk));
      tell(call, "AgentConnect", Optional.of(talk));
    });
  }

  private void tell(Call call, String event, Optional<Talk> talk) {
    AmiMessage message = AmiMessage.event(event, "agent,all")
        .with("Queue", call.queue())
        .with("Channel", call.channelName())
        .with("Uniqueid", call.id());
    talk.ifPresent(
        with -> message
            .with("DialStatus", "ANSWER")
            .with("Interface", with.endpoint())
            .with("MemberName", Optional.ofNullable(members.get(with.endpoint())).map(one -> one.name).orElse(""))
            .with("DestChannel", with.endpoint() + "-0000000a")
            .with("DestUniqueid", with.leg()));
    floor.broadcast(message.with("Timestamp", CallEvents.timestamp(call.time())));
  }
}
