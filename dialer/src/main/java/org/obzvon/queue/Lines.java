package org.obzvon.queue;

import java.time.Duration;
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
import org.obzvon.contact.Ledger.Closed;
import org.obzvon.policy.Decision;
import org.obzvon.policy.PolicyAnswer;
import org.obzvon.policy.Why;
import org.obzvon.queue.ContactQueue.Open;
import org.obzvon.queue.ContactQueue.Release;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.register.Language;
import org.obzvon.register.Phone;

/// The lines of this node, and how many attempts each may take in a round.
public final class Lines {
  private final List<Line> lines;
  private final ContactReadiness readiness;

  public Lines(List<Line> lines) {
    this(lines, ContactReadiness.ALWAYS);
  }

  public Lines(List<Line> lines, ContactReadiness readiness) {
    this.lines = List.copyOf(lines);
    this.readiness = readiness;
  }

  public Set<String> names() {
    return lines.stream().map(Line::name).collect(Collectors.toSet());
  }

  public boolean serve(Channel channel) {
    return lines.stream().anyMatch(line -> line.channel() == channel);
  }

  /// Returns whether a line of that channel serves the number, free or not.
  boolean serve(Channel channel, Phone phone) {
    return lines.stream().anyMatch(line -> line.channel() == channel && line.terms().serves(phone));
  }

  /// Returns the free places of one round.
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
    return new Seats(this, pace, rooms, languages);
  }

  /// The result of a round for a leased contact: a place on a line, or the reason why it got none.
  sealed interface Placement {
    /// The contact has a number and a place on a line.
    ///
    /// @param tries the earlier tries of the contact
    record OnLine(Contact contact, Phone phone, List<Closed.Try> tries, Line line) implements Placement {}

    /// The contact leaves the round.
    record Released(Release release) implements Placement {}
  }

  static final class Seats {
    /// How long a contact waits when only lines without a free place serve it: it steps back so that the contacts
    /// behind it get the other lines.
    private static final Duration LINE_BUSY = Duration.ofSeconds(10);

    private final Lines lines;
    private final Map<Line, Integer> free;
    private final Map<Line, Line.Room> rooms;
    private final Map<Channel, List<Set<Language>>> languages;
    private int open;

    private Seats(
        Lines lines, Map<Line, Integer> free, Map<Line, Line.Room> rooms,
        Map<Channel, List<Set<Language>>> languages) {
      this.lines = lines;
      this.free = free;
      this.rooms = rooms;
      this.languages = languages;
    }

    int open() {
      return open;
    }

    /// Returns the free places, to be handed out among the campaigns. A campaign's line limit applies to robot calls;
    /// operators and gateways have their own.
    FairShares shares(Open now, List<Campaign> campaigns) {
      open = now.total();
      free.replaceAll((line, pace) -> Math.min(pace, line.limit() - mayBeTaken(line, now)));
      List<FairShares.Free> channels = new ArrayList<>();
      for (Channel channel : Channel.values()) {
        List<FairShares.Taker> takers = campaigns.stream()
            .filter(campaign -> campaign.definition().uses(channel))
            .map(campaign -> new FairShares.Taker(upTo(campaign, channel, now),
                campaign.definition().rules().turns()))
            .toList();
        channels.add(new FairShares.Free(channel, seatsOf(channel), takers));
      }
      return new FairShares(channels, now.turns());
    }

    /// Returns how many places are not free. A leased contact without an attempt may come to any line of its channel,
    /// so each line keeps places for all of them.
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
      int most = campaign.definition().rules().dialling().lines();
      int mayCall = most - now.robotCalls().getOrDefault(campaign.id(), 0);
      Optional<Set<UUID>> ready = lines.readiness.among(campaign.id());
      int upTo = Math.min(mayCall, ready.map(Set::size).orElse(Integer.MAX_VALUE));
      return new Share(campaign.id(), channel, upTo, ready, languages(channel));
    }

    /// Returns the languages of all lines with room together; empty where one of them takes any.
    private Set<Language> languages(Channel channel) {
      List<Set<Language>> ofLines = languages.getOrDefault(channel, List.of());
      return ofLines.stream().anyMatch(Set::isEmpty)
          ? Set.of()
          : ofLines.stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /// Gives every allowed contact a number and a place on a line, in the order of the answers; the others are
    /// released.
    ///
    /// @param answers about all leased contacts of the round
    List<Placement> place(List<PolicyAnswer> answers, Map<UUID, List<Closed.Try>> tries, Instant now) {
      lines.readiness.taken(answers.stream().map(answer -> answer.question().contact()).toList());
      return answers.stream()
          .map(answer -> place(answer, tries.getOrDefault(answer.question().contact().id(), List.of()), now))
          .toList();
    }

    private Placement place(PolicyAnswer answer, List<Closed.Try> tries, Instant now) {
      Contact contact = answer.question().contact();
      return switch (answer.decision()) {
        case Decision.Deferred(var later, _, _) -> new Placement.Released(new Release.Back(contact, later));
        case Decision.Refused(_, var why) -> new Placement.Released(new Release.Refuse(contact, why.english()));
        case Decision.Allowed(var phones) -> place(contact, phones, tries, now);
      };
    }

    private Placement place(Contact contact, List<Phone> phones, List<Closed.Try> tries, Instant now) {
      Channel channel = contact.step().channel();
      List<Phone> served = phones.stream().filter(number -> lines.serve(channel, number)).toList();
      Optional<Phone> phone = NumberChoice.next(served, tries);
      if (phone.isEmpty()) {
        Why why = served.size() < phones.size() ? Why.NO_LINE : Why.NO_OTHER_NUMBER;
        return new Placement.Released(new Release.Refuse(contact, why.with().english()));
      }
      return take(channel, phone.get(), failed(tries))
          .<Placement>map(line -> new Placement.OnLine(contact, phone.get(), tries, line))
          .orElseGet(() -> new Placement.Released(new Release.Back(contact, now.plus(LINE_BUSY))));
    }

    /// Returns the lines that have failed since the last try that was not a fault of our own side.
    private static Set<String> failed(List<Closed.Try> tries) {
      return tries.reversed().stream().takeWhile(Closed.Try::fault).map(Closed.Try::line).collect(Collectors.toSet());
    }

    /// Takes a place on the best line of that channel that serves the number: first on a line that must be tested, then
    /// where the fewest calls failed in a row, then where most places are free. A line on which the contact has just
    /// failed comes last.
    Optional<Line> take(Channel channel, Phone phone, Set<String> failed) {
      Optional<Line> best = free.entrySet().stream()
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
