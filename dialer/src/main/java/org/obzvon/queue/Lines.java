package org.obzvon.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
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
import org.obzvon.register.Language;
import org.obzvon.register.Phone;

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

  /// Whether a line of that channel serves the number, free or not.
  boolean serve(Channel channel, Phone phone) {
    return lines.stream().anyMatch(line -> line.channel() == channel && line.terms().serves(phone));
  }

  /// The free places of one round.
  Seats seats(Instant now, int most) {
    Map<Line, Integer> pace = new HashMap<>();
    Map<Line, Line.Room> rooms = new HashMap<>();
    Map<Channel, List<Set<Language>>> languages = new EnumMap<>(Channel.class);
    for (Line line : lines) {
      Line.Room room = line.room().get();
      if (room.places() > 0) {
        rooms.put(line, room);
        pace.put(line, Math.min(Math.min(most, room.places()), line.pacer().available(now)));
        languages.computeIfAbsent(line.channel(), _ -> new ArrayList<>()).add(room.languages());
      }
    }
    return new Seats(pace, rooms, languages, readiness);
  }

  static final class Seats {
    private final Map<Line, Integer> free;
    private final Map<Line, Line.Room> rooms;
    private final Map<Channel, List<Set<Language>>> languages;
    private final Readiness readiness;
    private int open;

    private Seats(
        Map<Line, Integer> free, Map<Line, Line.Room> rooms, Map<Channel, List<Set<Language>>> languages,
        Readiness readiness) {
      this.free = free;
      this.rooms = rooms;
      this.languages = languages;
      this.readiness = readiness;
    }

    int open() {
      return open;
    }

    /// What is free, to be handed out among the campaigns. A campaign's line limit is one of robot calls; operators and
    /// gateways have their own.
    FairShares shares(Open now, List<Campaign> campaigns) {
      open = now.total();
      free.replaceAll((line, pace) -> Math.min(pace, line.limit() - mayBeTaken(line, now)));
      List<FairShares.Free> channels = new ArrayList<>();
      for (Channel channel : Channel.values()) {
        List<FairShares.Taker> takers =
            campaigns.stream()
                .filter(campaign -> campaign.definition().uses(channel))
                .map(campaign -> new FairShares.Taker(upTo(campaign, channel, now), campaign.definition().rules().turns()))
                .toList();
        channels.add(new FairShares.Free(channel, seatsOf(channel), takers));
      }
      return new FairShares(channels, now.turns());
    }

    /// What is leased and not written may come to any line of its channel, so each keeps places for all of it.
    private static int mayBeTaken(Line line, Open now) {
      return now.byLine().getOrDefault(line.name(), 0) + now.leased().getOrDefault(line.channel(), 0);
    }

    private int seatsOf(Channel channel) {
      return free.entrySet().stream()
          .filter(entry -> entry.getKey().channel() == channel)
          .mapToInt(entry -> Math.max(0, entry.getValue()))
          .sum();
    }

    private Share upTo(Campaign campaign, Channel channel, Open now) {
      if (channel != Channel.ROBOT) {
        return new Share(campaign.id(), channel, Integer.MAX_VALUE, Optional.empty(), languages(channel));
      }
      int lines = campaign.definition().rules().dialling().lines();
      int mayCall = lines - now.robotCalls().getOrDefault(campaign.id(), 0);
      Optional<Set<UUID>> ready = readiness.among(campaign.id());
      int most = Math.min(mayCall, ready.map(Set::size).orElse(Integer.MAX_VALUE));
      return new Share(campaign.id(), channel, most, ready, languages(channel));
    }

    /// Of all lines with room together; empty where one of them takes any.
    private Set<Language> languages(Channel channel) {
      List<Set<Language>> ofLines = languages.getOrDefault(channel, List.of());
      return ofLines.stream().anyMatch(Set::isEmpty)
          ? Set.of()
          : ofLines.stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /// Takes a place on the best line of that channel that serves the number: first on one that has to be tried, then where the fewest calls failed
    /// in a row, then where most places are free. A line on which the contact has just failed comes last of all.
    Optional<Line> take(Channel channel, Phone phone, Set<String> failed) {
      Optional<Line> best =
          free.entrySet().stream()
              .filter(entry -> entry.getKey().channel() == channel && entry.getValue() > 0)
              .map(Map.Entry::getKey)
              .filter(line -> line.terms().serves(phone))
              .min(
                  Comparator.comparing((Line line) -> failed.contains(line.name()))
                      .thenComparing(line -> !rooms.get(line).tried())
                      .thenComparing(line -> rooms.get(line).faults())
                      .thenComparing(line -> -free.get(line)));
      best.ifPresent(
          line -> {
            free.merge(line, -1, Integer::sum);
            line.pacer().take(1);
            line.room().taken();
          });
      return best;
    }
  }
}
