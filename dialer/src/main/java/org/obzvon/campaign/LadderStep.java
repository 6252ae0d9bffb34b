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

/// One rung: so many days from the debt or the restriction date, in these arms, by this channel, with this script.
///
/// @param number position in the ladder, from 0
/// @param segments the segments it is for; empty for all
public record LadderStep(int number, Offset offset, Set<String> arms, Set<String> segments, Channel channel, String script) {
  public LadderStep {
    arms = Set.copyOf(arms);
    segments = Set.copyOf(segments);
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
    return arms.contains(arm) && (segments.isEmpty() || segments.contains(segment));
  }

  /// When the step may be made for a debtor; empty when the debtor has no such date.
  public Optional<Planned> plan(Optional<LocalDate> debtSince, Optional<LocalDate> restrictionOn, ZoneId zone) {
    Optional<LocalDate> anchorDay =
        switch (offset.anchor()) {
          case DEBT -> debtSince;
          case RESTRICTION -> restrictionOn;
        };
    return anchorDay.map(
        anchor -> {
          Instant due = anchor.plusDays(offset.day()).atTime(offset.at()).atZone(zone).toInstant();
          return new Planned(
              new Contact.Step(number, anchor, channel, script),
              new Contact.Window(due, due.plus(offset.expiresAfter())));
        });
  }

  public record Planned(Contact.Step step, Contact.Window window) {
    public boolean isDue(Instant now) {
      return !now.isBefore(window.due()) && now.isBefore(window.expires());
    }
  }
}
