package org.obzvon.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.policy.Cases.OURS;
import static org.obzvon.policy.Cases.span;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Channel;
import org.obzvon.register.Account;

class TimetableTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @Property(tries = 3_000)
  void nobody_is_called_outside_the_hours_of_his_own_zone(
      @ForAll("zones") ZoneId zone, @ForAll("instants") Instant now) {
    Account account = Cases.account(Optional.of(zone), List.of(Cases.FIRST));
    Profile profile = Cases.profile(Cases.weekly(), Cases.noLimits());
    Decision decision = RuleChain.decide(Cases.facts(account, Channel.ROBOT, profile, AccountFacts.NONE, now), now);
    assertThat(decision instanceof Decision.Allowed).isEqualTo(isPermitted(now, zone));
    if (decision instanceof Decision.Deferred deferred) {
      assertThat(deferred.until()).isAfter(now);
      assertThat(isPermitted(deferred.until(), zone)).isTrue();
      assertThat(isPermitted(deferred.until().minusMillis(1), zone)).as("opens then, not before").isFalse();
      assertThat(Duration.between(now, deferred.until())).isLessThan(Duration.ofHours(26));
    }
  }

  /// Decides from the clock itself, not through the timetable.
  private static boolean isPermitted(Instant at, ZoneId zone) {
    ZonedDateTime local = at.atZone(zone);
    boolean weekend = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
    return local.getHour() >= (weekend ? 9 : 8) && local.getHour() < (weekend ? 20 : 22);
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList()).map(ZoneId::of);
  }

  /// Provides moments from all of 2020 to 2032; days on which clocks change in Europe and America are twice as
  /// frequent.
  @Provide
  Arbitrary<Instant> instants() {
    Arbitrary<Instant> any = seconds("2020-01-01T00:00:00Z", Duration.ofDays(4_383));
    return Arbitraries.oneOf(
        any,
        seconds("2026-03-28T12:00:00Z", Duration.ofHours(36)),
        seconds("2026-10-24T12:00:00Z", Duration.ofHours(36)),
        seconds("2026-03-07T12:00:00Z", Duration.ofHours(48)),
        seconds("2026-12-31T00:00:00Z", Duration.ofHours(48)));
  }

  private static Arbitrary<Instant> seconds(String from, Duration length) {
    Instant start = Instant.parse(from);
    return Arbitraries.longs().between(0, length.toSeconds()).map(start::plusSeconds);
  }

  @Test
  void hours_that_open_inside_the_skipped_hour_open_when_the_clock_goes_on() {
    Timetable timetable = nightly(2, 5);
    Instant before = Instant.parse("2026-03-08T06:30:00Z"); // 01:30, at 02:00 the clock shows 03:00
    assertThat(timetable.opening(before, NEW_YORK, Set.of())).contains(Instant.parse("2026-03-08T07:00:00Z"));
  }

  @Test
  void hours_that_lie_within_the_skipped_hour_do_not_open_that_day() {
    Timetable timetable = nightly(2, 3);
    Instant before = Instant.parse("2026-03-08T06:30:00Z");
    assertThat(timetable.opening(before, NEW_YORK, Set.of())).contains(Instant.parse("2026-03-09T06:00:00Z"));
  }

  @Test
  void hours_that_the_clock_shows_twice_open_twice() {
    Timetable timetable = nightly(1, 2);
    Instant between = Instant.parse("2026-11-01T06:00:00Z"); // 01:00 for the second time
    assertThat(timetable.opening(Instant.parse("2026-11-01T04:00:00Z"), NEW_YORK, Set.of()))
        .contains(Instant.parse("2026-11-01T05:00:00Z"));
    assertThat(timetable.isOpen(between, NEW_YORK, Set.of())).isTrue();
  }

  @Test
  void a_debtor_twelve_hours_ahead_is_judged_by_his_own_day() {
    ZoneId kamchatka = ZoneId.of("Asia/Kamchatka");
    Timetable timetable = new Timetable(Cases.weekly(), Cases.calendar(Cases.NONE));
    assertThat(timetable.isOpen(Instant.parse("2026-03-10T19:59:00Z"), kamchatka, Set.of())).isFalse();
    assertThat(timetable.isOpen(Instant.parse("2026-03-10T20:00:00Z"), kamchatka, Set.of())).isTrue();
    assertThat(timetable.isOpen(Instant.parse("2026-03-13T20:30:00Z"), kamchatka, Set.of()))
        .as("Saturday 08:30 there, Friday here").isFalse();
  }

  @Test
  void a_moved_day_off_has_the_hours_of_a_holiday_and_a_moved_working_day_those_of_a_workday() {
    LocalDate monday = LocalDate.of(2026, 3, 9);
    LocalDate saturday = LocalDate.of(2026, 3, 14);
    var calendar = new WorkCalendar(Set.of("xx"), Set.of(monday), Set.of(saturday), Cases.NONE, OURS);
    assertThat(calendar.kindOf(monday, Set.of())).isEqualTo(DayKind.HOLIDAY);
    assertThat(calendar.kindOf(saturday, Set.of())).isEqualTo(DayKind.WORKDAY);
    assertThat(calendar.kindOf(saturday, Set.of(saturday))).as("the campaign's own day off is stronger")
        .isEqualTo(DayKind.HOLIDAY);
  }

  @Test
  void a_public_holiday_on_a_weekday_has_the_hours_of_a_holiday() {
    LocalDate tuesday = LocalDate.of(2026, 3, 10);
    var timetable = new Timetable(Cases.weekly(), Cases.calendar(Cases.holidays(Set.of(tuesday))));
    Instant early = tuesday.atTime(8, 30).atZone(Cases.CHISINAU).toInstant();
    assertThat(timetable.opening(early, Cases.CHISINAU, Set.of())).contains(early.plus(Duration.ofMinutes(30)));
  }

  @Test
  void hours_that_never_open_refuse() {
    Account account = Cases.account(Optional.of(Cases.CHISINAU), List.of(Cases.FIRST));
    var sundays = new Hours(Map.of(DayKind.SUNDAY, span(9, 10)), OURS);
    var saturdays = new Hours(Map.of(DayKind.SATURDAY, span(9, 10)), OURS);
    var calendar = Cases.calendar(Cases.NONE);
    Profile never = new Profile(
        Cases.title("test"), Optional.empty(),
        List.of(new Timetable(sundays, calendar), new Timetable(saturdays, calendar)), Cases.noLimits(),
        Cases.NO_CONDUCT);
    Instant now = Instant.parse("2026-03-10T10:00:00Z");
    assertThat(RuleChain.decide(Cases.facts(account, Channel.ROBOT, never, AccountFacts.NONE, now), now))
        .isInstanceOf(Decision.Refused.class);
  }

  private static Timetable nightly(int open, int close) {
    Hours.Span night = span(open, close);
    Map<DayKind, Hours.Span> spans = Map.of(DayKind.WORKDAY, night, DayKind.SATURDAY, night, DayKind.SUNDAY, night);
    return new Timetable(new Hours(spans, OURS), Cases.calendar(Cases.NONE));
  }
}
