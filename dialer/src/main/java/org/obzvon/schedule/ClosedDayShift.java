package org.obzvon.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.LadderStep.Planned;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Profile;

/// Moves a contact that must be made by a day to the last permitted day before it, if the day itself is closed: a
/// notice that the law requires comes too late on Monday when its day was Saturday. It considers only hours and
/// holidays, so the day is the same in every arm. It caches its results, because many debtors share a day and a zone;
/// an instance serves one round on one thread.
final class ClosedDayShift {
  /// The most days to look back: longer than any run of holidays in the profiles.
  static final int MOST_DAYS = 21;

  private final Optional<Profile> profile;
  private final Set<LocalDate> holidays;
  private final Map<Asked, Contact.Window> found = new HashMap<>();

  private record Asked(Contact.Window window, Instant by, ZoneId zone) {}

  /// @param profile that judges these contacts; without it, nothing is moved and the policy says so
  /// @param holidays those of the campaign
  ClosedDayShift(Optional<Profile> profile, Set<LocalDate> holidays) {
    this.profile = profile;
    this.holidays = Set.copyOf(holidays);
  }

  static ClosedDayShift ofNotices(Campaign campaign, ContactPolicy policy) {
    return of(campaign, policy, ContactOrigin.Kind.NOTICE);
  }

  static ClosedDayShift of(Campaign campaign, ContactPolicy policy, ContactOrigin.Kind kind) {
    var rules = campaign.definition().rules();
    return new ClosedDayShift(policy.profile(rules.profile(kind)), rules.calendar().holidays());
  }

  /// Moves a notice into a permitted window on the day by which the law wants it, or before; returns any other step as
  /// it is.
  Planned ofStep(Planned planned, ZoneId zone) {
    if (planned.step().origin().kind() != ContactOrigin.Kind.NOTICE) {
      return planned;
    }
    return new Planned(planned.step(), byItsDay(planned.window(), zone));
  }

  /// Returns a window that opens within the local day on which the contact is due, or before.
  Contact.Window byItsDay(Contact.Window window, ZoneId zone) {
    Instant midnight = window.due().atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    return by(window, midnight.isBefore(window.expires()) ? midnight : window.expires(), zone);
  }

  /// Returns a window that opens at any moment before the contact expires, or else before it is due.
  Contact.Window beforeItExpires(Contact.Window window, ZoneId zone) {
    return by(window, window.expires(), zone);
  }

  private Contact.Window by(Contact.Window window, Instant by, ZoneId zone) {
    return profile.isEmpty()
        ? window
        : found.computeIfAbsent(new Asked(window, by, zone), asked -> moved(asked, profile.get()));
  }

  private Contact.Window moved(Asked asked, Profile hours) {
    Instant due = asked.window().due();
    if (opensBetween(hours, due, asked.by(), asked.zone()).isPresent()) {
      return asked.window();
    }
    ZonedDateTime local = due.atZone(asked.zone());
    return Stream.iterate(local.toLocalDate(), day -> day.minusDays(1))
        .limit(MOST_DAYS + 1L)
        .flatMap(day -> on(hours, day, local.toLocalTime(), due, asked.zone()).stream())
        .findFirst()
        .map(earlier -> new Contact.Window(earlier, asked.window().expires()))
        .orElse(asked.window());
  }

  /// Returns the opening at the usual hour, or else the next permitted one of that day, or else the first one.
  private Optional<Instant> on(Profile hours, LocalDate day, LocalTime at, Instant before, ZoneId zone) {
    Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
    Instant until = end.isBefore(before) ? end : before;
    Instant usual = day.atTime(at).atZone(zone).toInstant();
    return opensBetween(hours, usual, until, zone)
        .or(() -> opensBetween(hours, day.atStartOfDay(zone).toInstant(), until, zone));
  }

  private Optional<Instant> opensBetween(Profile hours, Instant from, Instant until, ZoneId zone) {
    return from.isBefore(until)
        ? hours.opening(from, zone, holidays).filter(opening -> opening.isBefore(until))
        : Optional.empty();
  }
}
