package org.obzvon.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A named set of contact limits. It is not legal advice: every number says where it comes from and how sure that is.
///
/// @param timetables a contact is permitted when all of them are open
/// @param notices present only in a profile that judges notices and nothing else
public record Profile(
    Title title, Optional<Provenance> personsOnly, List<Timetable> timetables, Limits limits, Conduct conduct,
    Optional<Notices> notices) {
  /// How many steps to search for an opening. Alternating between timetables settles within a few days.
  private static final int MOST_STEPS = 2_000;

  public Profile {
    timetables = List.copyOf(timetables);
    if (timetables.isEmpty()) {
      throw new IllegalArgumentException("a profile without hours would let everything through");
    }
  }

  /// Creates a profile of reminders.
  public Profile(
      Title title, Optional<Provenance> personsOnly, List<Timetable> timetables, Limits limits, Conduct conduct) {
    this(title, personsOnly, timetables, limits, conduct, Optional.empty());
  }

  /// The rules, besides the hours, for a notice that the law requires. The limits of its profile count only notices,
  /// and a promise to pay does not put the notice off.
  ///
  /// @param stoppedBy the kinds of suppression that apply to a notice too; if one is in force, the notice has to go
  ///     another way
  public record Notices(Set<StopKind> stoppedBy, Provenance from) {
    public Notices {
      stoppedBy = Set.copyOf(stoppedBy);
    }
  }

  /// @param version as written by hand, with the first digits of the text's digest, so that an edit without a
  ///     new version still shows
  /// @param country ISO 3166 in lower case, `eu`, or `many`
  public record Title(String id, String version, Translated words, String country, Translated note,
      LocalDate verifiedOn) {}

  /// What a profile demands besides hours and numbers.
  ///
  /// @param duties are shown, not enforced here
  /// @param announceRecording whether a debtor must be told before a talk with them is recorded, and the source of that
  ///     duty
  public record Conduct(List<Duty> duties, Optional<Provenance> announceRecording) {
    public Conduct {
      duties = List.copyOf(duties);
    }
  }

  public record Duty(Translated what, Provenance from) {}

  public String id() {
    return title.id();
  }

  /// Returns true if the day is a working day in every calendar.
  boolean isWorkday(LocalDate day, Set<LocalDate> furtherHolidays) {
    return timetables.stream()
        .allMatch(timetable -> timetable.calendar().kindOf(day, furtherHolidays) == DayKind.WORKDAY);
  }

  /// Returns `from` itself or the next instant at which every timetable is open; empty if none is found.
  public Optional<Instant> opening(Instant from, ZoneId zone, Set<LocalDate> furtherHolidays) {
    Instant candidate = from;
    for (int step = 0; step < MOST_STEPS; step++) {
      Instant latest = candidate;
      for (Timetable timetable : timetables) {
        Optional<Instant> next = timetable.opening(latest, zone, furtherHolidays);
        if (next.isEmpty()) {
          return Optional.empty();
        }
        latest = next.get();
      }
      if (latest.equals(candidate)) {
        return Optional.of(candidate);
      }
      candidate = latest;
    }
    return Optional.empty();
  }
}
