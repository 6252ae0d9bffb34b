package org.obzvon.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOrigin;

/// One step of the ladder: the number of days from the debt or the restriction date, the debtors, the channel and the
/// script.
///
/// @param number position in the ladder, from 0
public record LadderStep(int number, Offset offset, Whom whom, Channel channel, String script) {

  /// The debtors that a step is for.
  ///
  /// @param segments empty for all
  public record Whom(Audience audience, Set<String> segments) {
    public Whom {
      segments = Set.copyOf(segments);
    }
  }

  public sealed interface Audience {
    /// A reminder, in the arms that it names.
    record OfArms(Set<String> arms) implements Audience {
      public OfArms {
        arms = Set.copyOf(arms);
      }
    }

    /// A notice that the law requires: it goes to every arm, the hold-out too.
    record Everybody() implements Audience {}
  }

  public enum Anchor {
    DEBT,
    RESTRICTION
  }

  /// @param day days after the anchor's date, below zero before it
  /// @param at local time from which the step is due
  /// @param expiresAfter how long after that it may still be made
  public record Offset(Anchor anchor, int day, LocalTime at, Duration expiresAfter) {}

  public boolean isFor(String arm, String segment) {
    boolean inArm = switch (whom.audience()) {
      case Audience.OfArms(var arms) -> arms.contains(arm);
      case Audience.Everybody() -> true;
    };
    return inArm && (whom.segments().isEmpty() || whom.segments().contains(segment));
  }

  public boolean isNotice() {
    return whom.audience() instanceof Audience.Everybody;
  }

  /// Returns when the step may be made for a debtor; empty when the debtor has no such date.
  public Optional<Planned> plan(Optional<LocalDate> debtSince, Optional<LocalDate> restrictionOn, ZoneId zone) {
    Optional<LocalDate> anchorDay = switch (offset.anchor()) {
      case DEBT -> debtSince;
      case RESTRICTION -> restrictionOn;
    };
    return anchorDay.map(
        anchor -> {
          Instant due = anchor.plusDays(offset.day()).atTime(offset.at()).atZone(zone).toInstant();
          return new Planned(
              new Contact.Step(number, anchor, channel, script,
                  isNotice() ? ContactOrigin.NOTICE : ContactOrigin.LADDER),
              new Contact.Window(due, due.plus(offset.expiresAfter())));
        });
  }

  public record Planned(Contact.Step step, Contact.Window window) {
    public boolean isDue(Instant now) {
      return !now.isBefore(window.due()) && now.isBefore(window.expires());
    }
  }
}
