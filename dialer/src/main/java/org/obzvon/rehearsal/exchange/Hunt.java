package org.obzvon.rehearsal.exchange;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The queue `obzvon` of the exchange: debtors who wait, and operators whose telephones it rings one at a time. A
/// simulated operator's telephone is picked up after a second and a half, in real time, for a person looks on.
final class Hunt {
  private static final String QUEUE = "obzvon";
  private static final Duration PICKED_UP_AFTER = Duration.ofMillis(1_500);
  private static final int MOST_MEMBERS = 1_000;

  private final Floor floor;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Deque<Call> waiting = new ArrayDeque<>();
  private final Map<String, Talk> talks = new HashMap<>();
  private long legs;

  private static final class Member {
    private final String name;
    private boolean paused;
    private boolean busy;

    Member(String name, boolean paused) {
      this.name = name;
      this.paused = paused;
    }
  }

  private record Talk(Call call, String endpoint, String leg, Future<?> pickUp) {}

  Hunt(Floor floor) {
    this.floor = floor;
  }

  // --- operators

  /// False when there is a seat for that telephone already.
  synchronized boolean add(String endpoint, String name, boolean paused) {
    boolean added = members.size() < MOST_MEMBERS && members.putIfAbsent(endpoint, new Member(name, paused)) == null;
    ringNext();
    return added;
  }

  synchronized boolean remove(String endpoint) {
    return members.remove(endpoint) != null;
  }

  synchronized boolean pause(String endpoint, boolean paused) {
    Optional<Member> member = Optional.ofNullable(members.get(endpoint));
    member.ifPresent(found -> found.paused = paused);
    ringNext();
    return member.isPresent();
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

  /// The debtor's channel ends.
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

  /// An operator hands him to another telephone, which is picked up like any.
  synchronized void handOn(Call call, String endpoint) {
    leave(call);
    ring(call, endpoint);
  }

  private void ringNext() {
    while (!waiting.isEmpty()) {
      Optional<String> free =
          members.entrySet().stream()
              .filter(entry -> !entry.getValue().paused && !entry.getValue().busy)
              .map(Map.Entry::getKey)
              .findFirst();
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
    Future<?> pickUp =
        loop.schedule(() -> pickUp(call), PICKED_UP_AFTER.toMillis(), TimeUnit.MILLISECONDS);
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
    AmiMessage message =
        AmiMessage.event(event, "agent,all")
            .with("Queue", QUEUE)
            .with("Channel", call.channelName())
            .with("Uniqueid", call.id());
    talk.ifPresent(
        with ->
            message
                .with("DialStatus", "ANSWER")
                .with("Interface", with.endpoint())
                .with("MemberName", Optional.ofNullable(members.get(with.endpoint())).map(one -> one.name).orElse(""))
                .with("DestChannel", with.endpoint() + "-0000000a")
                .with("DestUniqueid", with.leg()));
    floor.broadcast(message.with("Timestamp", CallEvents.timestamp(call.time())));
  }
}
