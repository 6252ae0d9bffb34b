package org.obzvon.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.obzvon.campaign.Arm;
import org.obzvon.campaign.Definition;
import org.obzvon.campaign.LadderStep;
import org.obzvon.campaign.LadderStep.Anchor;
import org.obzvon.campaign.LadderStep.Audience;
import org.obzvon.campaign.Segment;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;
import org.obzvon.policy.Profile;
import org.obzvon.policy.Profiles;
import org.obzvon.register.ServiceState;

/// Finds the steps of a campaign that can never be made, and notices that cannot be given in time, before anybody waits
/// for them. It is a pure function of a campaign file, the profiles and a day.
///
/// @param profiles the contact policies, of reminders and of notices
public record StepWarnings(Profiles profiles) {
  /// The most days to check; a longer calendar repeats itself.
  private static final int MOST_DAYS = 400;
  /// Any zone will do, because the hours are in the debtor's own zone.
  private static final ZoneId ANY = ZoneOffset.UTC;

  /// @param source the name of the campaign in messages
  public List<Problem> of(String source, Definition definition, LocalDate today) {
    List<Problem> found = new ArrayList<>();
    LocalDate until = definition.rules().calendar().until();
    if (until.isBefore(today)) {
      found.add(new Problem(source, 0, "calendar.until", StepWarning.CALENDAR_OVER.with(until)));
    }
    for (LadderStep step : definition.ladder()) {
      Stream.of(arms(definition, step), segments(definition, step), restriction(definition, step),
          hours(definition, step))
          .flatMap(Optional::stream)
          .map(why -> new Problem(source, 0, "ladder[" + step.number() + "]", why))
          .forEach(found::add);
    }
    return List.copyOf(found);
  }

  private static Optional<Sentence> arms(Definition definition, LadderStep step) {
    Set<String> drawn = definition.experiment().arms().stream().filter(arm -> arm.weight() > 0).map(Arm::name)
        .collect(Collectors.toSet());
    return switch (step.whom().audience()) {
      case Audience.Everybody() -> Optional.empty();
      case Audience.OfArms(var arms) when arms.stream().anyMatch(drawn::contains) -> Optional.empty();
      case Audience.OfArms(var arms) -> Optional.of(StepWarning.NO_ARM.with(names(arms.stream())));
    };
  }

  private Optional<Sentence> segments(Definition definition, LadderStep step) {
    List<Segment> own = own(definition, step);
    ReachableSegments possible = new ReachableSegments(definition.segments());
    if (own.stream().noneMatch(segment -> possible.reaches(step, segment))) {
      return Optional.of(StepWarning.SEGMENT_EMPTY.with(names(own)));
    }
    String profile = definition.rules().profile(origin(step).kind());
    boolean personsOnly = profiles.find(profile).filter(one -> one.personsOnly().isPresent()).isPresent();
    boolean legalOnly = own.stream().allMatch(one -> one.subscribers().legalEntity().equals(Optional.of(true)));
    return personsOnly && legalOnly
        ? Optional.of(StepWarning.PERSONS_ONLY.with(names(own), profile))
        : Optional.empty();
  }

  private static Optional<Sentence> restriction(Definition definition, LadderStep step) {
    var offset = step.offset();
    if (offset.anchor() != Anchor.RESTRICTION) {
      return Optional.empty();
    }
    if (step.isNotice() && offset.day() >= 0) {
      return Optional.of(StepWarning.NOTICE_TOO_LATE.with());
    }
    List<Segment> own = own(definition, step);
    Duration end = Duration.ofDays(offset.day()).plusNanos(offset.at().toNanoOfDay()).plus(offset.expiresAfter());
    if (all(own, ServiceState.RESTRICTED) && !end.isPositive()) {
      return Optional.of(StepWarning.BEFORE_RESTRICTION.with(names(own)));
    }
    if (all(own, ServiceState.ACTIVE) && offset.day() > 0) {
      return Optional.of(StepWarning.AFTER_RESTRICTION.with(names(own)));
    }
    return Optional.empty();
  }

  private static boolean all(List<Segment> segments, ServiceState state) {
    return segments.stream().allMatch(one -> one.debtors().state().equals(Optional.of(state)));
  }

  private Optional<Sentence> hours(Definition definition, LadderStep step) {
    String id = definition.rules().profile(origin(step).kind());
    return profiles.find(id).flatMap(profile -> step.isNotice() ? notice(definition, step, profile)
        : reminder(definition, step, profile));
  }

  /// Returns a warning if every day forbids the reminder. One that only its own day forbids is simply left out.
  private static Optional<Sentence> reminder(Definition definition, LadderStep step, Profile profile) {
    var calendar = definition.rules().calendar();
    var offset = step.offset();
    boolean ever = days(calendar)
        .anyMatch(day -> isPermitted(profile, calendar, window(step, day), window(step, day).expires()));
    return ever
        ? Optional.empty()
        : Optional.of(
            StepWarning.NEVER_PERMITTED.with(
                calendar.from(), calendar.until(), profile.id(), offset.at(), hours(offset.expiresAfter())));
  }

  private static Optional<Sentence> notice(Definition definition, LadderStep step, Profile profile) {
    var calendar = definition.rules().calendar();
    ClosedDayShift windows = new ClosedDayShift(Optional.of(profile), calendar.holidays());
    List<LocalDate> days = days(calendar).toList();
    List<LocalDate> late = new ArrayList<>();
    for (LocalDate day : days) {
      Contact.Window window = windows.byItsDay(window(step, day), ANY);
      Instant end = day.plusDays(1).atStartOfDay(ANY).toInstant();
      if (!isPermitted(profile, calendar, window, end.isBefore(window.expires()) ? end : window.expires())) {
        late.add(day);
      }
    }
    return late.isEmpty()
        ? Optional.empty()
        : Optional.of(
            StepWarning.NOTICE_NOT_GIVEN.with(
                late.size(), days.size(), late.getFirst(), profile.id(), ClosedDayShift.MOST_DAYS));
  }

  private static boolean isPermitted(
      Profile profile, Definition.Calendar calendar, Contact.Window window, Instant end) {
    Instant begin = calendar.from().atStartOfDay(ANY).toInstant();
    Instant from = window.due().isBefore(begin) ? begin : window.due();
    return profile.opening(from, ANY, calendar.holidays())
        .filter(opening -> opening.isBefore(end) && calendar.holds(opening.atZone(ANY).toLocalDate()))
        .isPresent();
  }

  private static Contact.Window window(LadderStep step, LocalDate day) {
    Instant due = day.atTime(step.offset().at()).atZone(ANY).toInstant();
    return new Contact.Window(due, due.plus(step.offset().expiresAfter()));
  }

  private static Stream<LocalDate> days(Definition.Calendar calendar) {
    return calendar.from().datesUntil(calendar.until().plusDays(1)).limit(MOST_DAYS);
  }

  private static List<Segment> own(Definition definition, LadderStep step) {
    Set<String> named = step.whom().segments();
    return definition.segments().stream().filter(one -> named.isEmpty() || named.contains(one.name())).toList();
  }

  private static ContactOrigin origin(LadderStep step) {
    return step.isNotice() ? ContactOrigin.NOTICE : ContactOrigin.LADDER;
  }

  private static String names(List<Segment> segments) {
    return names(segments.stream().map(Segment::name));
  }

  private static String names(Stream<String> names) {
    return names.sorted().collect(Collectors.joining(", "));
  }

  /// Returns a duration such as `36h` or `45m`.
  private static String hours(Duration span) {
    return span.toMinutesPart() == 0 ? span.toHours() + "h" : span.toMinutes() + "m";
  }
}
