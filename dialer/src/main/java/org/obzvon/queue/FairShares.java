package org.obzvon.queue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.obzvon.campaign.Definition;
import org.obzvon.contact.Channel;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.queue.ContactQueue.Turn;

/// Hands out the free places of one round to campaigns that have something due: on each channel first to those of high
/// priority, and among campaigns of one priority in turn by their weights. Places that one campaign does not take go to
/// the others. The turns continue from round to round and over all nodes.
public final class FairShares implements ContactQueue.Places {
  private final Deque<CampaignTurns> groups = new ArrayDeque<>();
  private final Map<Turn, Double> turns = new HashMap<>();

  /// @param places how many contacts may be taken on the channel
  public record Free(Channel channel, int places, List<Taker> takers) {}

  /// @param upTo the most that the campaign may take
  public record Taker(Share upTo, Definition.Turns turns) {}

  /// @param turns how far each campaign has advanced
  public FairShares(List<Free> free, Map<Turn, Double> turns) {
    for (Free channel : free) {
      AtomicInteger places = new AtomicInteger(channel.places());
      Arrays.stream(Definition.Priority.values())
          .map(priority -> channel.takers().stream().filter(taker -> taker.turns().priority() == priority).toList())
          .forEach(takers -> groups.add(new CampaignTurns(places, takers, turns)));
    }
  }

  @Override
  public Optional<Share> next() {
    while (!groups.isEmpty()) {
      Optional<Share> share = groups.getFirst().next();
      if (share.isPresent()) {
        return share;
      }
      turns.putAll(groups.removeFirst().served());
    }
    return Optional.empty();
  }

  @Override
  public void taken(int contacts, boolean more) {
    groups.getFirst().taken(contacts, more);
  }

  @Override
  public Map<Turn, Double> turns() {
    return turns;
  }
}
