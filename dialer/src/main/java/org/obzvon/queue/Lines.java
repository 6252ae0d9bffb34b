package org.obzvon.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.obzvon.campaign.Campaign;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.queue.ContactQueue.Open;
import org.obzvon.queue.ContactQueue.Share;

/// The lines of this node and how many attempts each may take in a round.
public final class Lines {
  private final List<Line> lines;
  private final Readiness readiness;

  public Lines(List<Line> lines) {
    this(lines, Readiness.ALWAYS);
  }

  public Lines(List<Line> lines, Readiness readiness) {
    this.lines = List.copyOf(lines);
    this.readiness = readiness;
  }

  /// These contacts got their places.
  void taken(List<Contact> leased) {
    readiness.taken(leased);
  }

  public Optional<Line> named(String name) {
    return lines.stream().filter(line -> line.name().equals(name)).findFirst();
  }

  public Set<String> names() {
    return lines.stream().map(Line::name).collect(Collectors.toSet());
  }

  public boolean serve(Channel channel) {
    return lines.stream().anyMatch(line -> line.channel() == channel);
  }

  /// The free places of one round.
  Seats seats(Instant now, int most) {
    Map<Line, Integer> pace = new HashMap<>();
    for (Line line : lines) {
      int room = line.room().getAsInt();
      if (room > 0) {
        pace.put(line, Math.min(Math.min(most, room), line.pacer().available(now)));
      }
    }
    return new Seats(pace, readiness);
  }

  static final class Seats {
    private final Map<Line, Integer> free;
    private final Readiness readiness;
    private int open;

    private Seats(Map<Line, Integer> free, Readiness readiness) {
      this.free = free;
      this.readiness = readiness;
    }

    int open() {
      return open;
    }

    /// Divides what is free among the campaigns: in turn one seat each until seats or campaign limits run out, so
    /// that a large campaign does not starve a small one. A campaign's line limit is one of robot calls; operators and
    /// gateways have their own.
    List<Share> share(Open now, List<Campaign> campaigns) {
      open = now.total();
      free.replaceAll((line, pace) -> Math.min(pace, line.limit() - mayBeTaken(line, now)));
      List<Share> shares = new ArrayList<>();
      Map<UUID, Integer> left = new HashMap<>();
      for (Campaign campaign : campaigns) {
        int lines = campaign.definition().rules().dialling().lines();
        int mayCall = lines - now.robotCalls().getOrDefault(campaign.id(), 0);
        int areReady = readiness.among(campaign.id()).map(Set::size).orElse(Integer.MAX_VALUE);
        left.put(campaign.id(), Math.min(mayCall, areReady));
      }
      for (Channel channel : Channel.values()) {
        int seats = seatsOf(channel) - (channel == Channel.ROBOT ? 0 : now.leased().getOrDefault(channel, 0));
        shares.addAll(divide(channel, seats, campaigns, channel == Channel.ROBOT ? left : unlimited(campaigns)));
      }
      return shares;
    }

    /// What other nodes have leased for robots may come to any line, so each keeps places for all of it.
    private static int mayBeTaken(Line line, Open now) {
      int leased = line.channel() == Channel.ROBOT ? now.leased().getOrDefault(Channel.ROBOT, 0) : 0;
      return now.byLine().getOrDefault(line.name(), 0) + leased;
    }

    private static Map<UUID, Integer> unlimited(List<Campaign> campaigns) {
      Map<UUID, Integer> unlimited = new HashMap<>();
      campaigns.forEach(campaign -> unlimited.put(campaign.id(), Integer.MAX_VALUE));
      return unlimited;
    }

    private int seatsOf(Channel channel) {
      return free.entrySet().stream()
          .filter(entry -> entry.getKey().channel() == channel)
          .mapToInt(entry -> Math.max(0, entry.getValue()))
          .sum();
    }

    private List<Share> divide(
        Channel channel, int seats, List<Campaign> campaigns, Map<UUID, Integer> left) {
      List<Campaign> takers =
          campaigns.stream().filter(campaign -> campaign.definition().uses(channel)).toList();
      Map<UUID, Integer> given = new HashMap<>();
      boolean gave = true;
      while (seats > 0 && gave) {
        gave = false;
        for (Campaign campaign : takers) {
          if (seats > 0 && left.get(campaign.id()) > 0) {
            given.merge(campaign.id(), 1, Integer::sum);
            left.merge(campaign.id(), -1, Integer::sum);
            seats--;
            gave = true;
          }
        }
      }
      return given.entrySet().stream().map(entry -> share(entry.getKey(), channel, entry.getValue())).toList();
    }

    private Share share(UUID campaign, Channel channel, int most) {
      boolean prepared = channel == Channel.ROBOT;
      return new Share(campaign, channel, most, prepared ? readiness.among(campaign) : Optional.empty());
    }

    /// Takes a place on the line of that channel with most of them free.
    Optional<Line> take(Channel channel) {
      Optional<Line> best =
          free.entrySet().stream()
              .filter(entry -> entry.getKey().channel() == channel && entry.getValue() > 0)
              .max(Comparator.comparingInt(Map.Entry::getValue))
              .map(Map.Entry::getKey);
      best.ifPresent(
          line -> {
            free.merge(line, -1, Integer::sum);
            line.pacer().take(1);
          });
      return best;
    }
  }
}
