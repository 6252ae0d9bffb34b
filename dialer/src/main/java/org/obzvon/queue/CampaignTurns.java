package org.obzvon.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.queue.ContactQueue.Turn;

/// The campaigns of one priority on one channel, which share it by weight: the next place goes to the campaign that has
/// been given least so far, each contact counted as one divided by the weight (start-time fair queueing). A campaign
/// that wants nothing is passed over and saves up nothing for later.
final class CampaignTurns {
  private static final Comparator<Member> LEAST_SERVED = Comparator.comparingDouble(Member::virtual)
      .thenComparing(member -> member.upTo.campaign());

  private final AtomicInteger places;
  private final List<Member> members;
  private final Deque<Member> toAsk = new ArrayDeque<>();
  private Member asked;
  private double lastGivenAt = Double.NEGATIVE_INFINITY;

  private static final class Member {
    private final Share upTo;
    private final int weight;
    private double served;
    private int left;
    private int offered;
    private boolean wants;

    private Member(FairShares.Taker taker, Optional<Double> served, double begins) {
      this.upTo = taker.upTo();
      this.weight = taker.turns().weight();
      this.served = served.orElse(begins);
      this.left = taker.upTo().most();
      this.wants = left > 0;
    }

    /// Returns the value of `served` if the campaign took everything that it is offered.
    private double virtual() {
      return served + (double) offered / weight;
    }
  }

  /// @param places free on the channel, shared with the campaigns of other priorities
  /// @param served what each campaign has been given so far; a new one starts at the lowest value of the others
  CampaignTurns(AtomicInteger places, List<FairShares.Taker> takers, Map<Turn, Double> served) {
    this.places = places;
    List<Optional<Double>> known = takers.stream().map(taker -> Optional.ofNullable(served.get(taker.upTo().turn())))
        .toList();
    double begins = known.stream().flatMap(Optional::stream).mapToDouble(Double::doubleValue).min().orElse(0);
    this.members = new ArrayList<>();
    for (int i = 0; i < takers.size(); i++) {
      members.add(new Member(takers.get(i), known.get(i), begins));
    }
  }

  /// Returns the next share to lease; empty when the places or the demand are used up.
  Optional<Share> next() {
    if (toAsk.isEmpty()) {
      offer();
    }
    asked = toAsk.poll();
    return Optional.ofNullable(asked).map(member -> member.upTo.atMost(member.offered));
  }

  private void offer() {
    PriorityQueue<Member> waiting = new PriorityQueue<>(LEAST_SERVED);
    members.stream().filter(member -> member.wants).forEach(waiting::add);
    for (int free = places.get(); free > 0 && !waiting.isEmpty(); free--) {
      Member next = waiting.poll();
      if (next.offered == 0) {
        toAsk.add(next);
      }
      next.offered++;
      if (next.offered < next.left) {
        waiting.add(next);
      }
    }
  }

  /// Notes how much of the last share was taken, and whether more is due.
  void taken(int contacts, boolean more) {
    asked.offered = 0;
    asked.left -= contacts;
    asked.wants = more && asked.left > 0;
    if (contacts > 0) {
      lastGivenAt = Math.max(lastGivenAt, asked.served + (double) (contacts - 1) / asked.weight);
      asked.served += (double) contacts / asked.weight;
    }
    places.addAndGet(-contacts);
  }

  /// Returns what each campaign has been given so far. Campaigns that wanted nothing more are set to where the last
  /// place was given, so they save up nothing. Empty when no place was given.
  Map<Turn, Double> served() {
    if (lastGivenAt == Double.NEGATIVE_INFINITY) {
      return Map.of();
    }
    Map<Turn, Double> served = new HashMap<>();
    for (Member member : members) {
      double now = member.wants ? member.served : Math.max(member.served, lastGivenAt);
      served.put(member.upTo.turn(), now);
    }
    return served;
  }
}
