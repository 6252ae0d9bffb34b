package org.obzvon.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A named set of contact limits. Not legal advice: every number says where it comes from and how sure that is.
///
/// @param timetables a contact is permitted when all of them are open
/// @param notices there in a profile that judges notices, and nothing but notices
public record Profile(
    Title title, Optional<Provenance> personsOnly, List<Timetable> timetables, Limits limits, Conduct conduct,
    Optional<Notices> notices) {
  /// The zig-zag between two timetables comes to rest within a few days.
  private static final int MOST_STEPS = 2_000;

  public Profile {
    timetables = List.copyOf(timetables);
    if (timetables.isEmpty()) {
      throw new IllegalArgumentException("a profile without hours would let everything through");
    }
  }

  /// Of reminders.
  public Profile(
      Title title, Optional<Provenance> personsOnly, List<Timetable> timetables, Limits limits, Conduct conduct) {
    this(title, personsOnly, timetables, limits, conduct, Optional.empty());
  }

  /// What holds for a notice that the law requires, besides the hours. Limits of its profile count notices alone; a
  /// promise to pay does not put it off.
  ///
  /// @param stoppedBy the stop entries that hold for a notice too; where one does, it has to go another way
  public record Notices(Set<StopKind> stoppedBy, Provenance from) {
    public Notices {
      stoppedBy = Set.copyOf(stoppedBy);
    }
  }

  /// @param version as written by hand, with the first digits of the text's digest, so that an edit without a
  ///     new version still shows
  /// @param country ISO 3166 in lower case, `eu`, or `many`
  public record Title(String id, String version, Translated words, String country, Translated note, LocalDate verifiedOn) {}

  /// What is asked besides hours and numbers.
  ///
  /// @param duties shown, not enforced here
  /// @param announceRecording whether a debtor must be told before a talk with him is recorded, and who says so
  public record Conduct(List<Duty> duties, Optional<Provenance> announceRecording) {
    public Conduct {
      duties = List.copyOf(duties);
    }
  }

  public record Duty(Translated what, Provenance from) {}

  public String id() {
    return title.id();
  }

  /// A working day in every calendar.
  boolean isWorkday(LocalDate day, Set<LocalDate> furtherHolidays) {
    return timetables.stream()
        .allMatch(timetable -> timetable.calendar().kindOf(day, furtherHolidays) == DayKind.WORKDAY);
  }

  /// `from` itself or the next instant at which every timetable is open; empty when there is none in sight.
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
