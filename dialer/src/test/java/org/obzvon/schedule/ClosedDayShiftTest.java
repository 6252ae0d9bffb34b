package org.obzvon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.obzvon.contact.Contact;
import org.obzvon.policy.Profile;
import org.obzvon.policy.Profiles;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.yaml.YamlProfiles;

/// Tests notices whose day is closed, over every day of a year, under every shipped profile and in zones that change
/// their clocks.
class ClosedDayShiftTest {
  private static final Profiles SHIPPED = YamlProfiles.load(Optional.empty(), new JollydayHolidays());
  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  @Property(tries = 60)
  void every_notice_of_a_year_has_a_permitted_moment_by_the_end_of_its_day(
      @ForAll("profiles") Profile profile, @ForAll("zones") ZoneId zone, @ForAll @IntRange(max = 1439) int minute,
      @ForAll @IntRange(min = 1, max = 10_080) int expiresAfter) {
    ClosedDayShift windows = new ClosedDayShift(Optional.of(profile), Set.of());
    for (LocalDate day = FIRST; day.isBefore(FIRST.plusYears(1)); day = day.plusDays(1)) {
      Instant due = day.atTime(LocalTime.ofSecondOfDay(minute * 60L)).atZone(zone).toInstant();
      Contact.Window window = new Contact.Window(due, due.plus(Duration.ofMinutes(expiresAfter)));
      Contact.Window found = windows.byItsDay(window, zone);
      Instant end = earlier(day.plusDays(1).atStartOfDay(zone).toInstant(), window.expires());
      assertThat(found.expires()).isEqualTo(window.expires());
      assertThat(found.due()).isBeforeOrEqualTo(due);
      assertThat(opening(profile, found.due(), zone)).as("%s, %s", day, zone).isBefore(end);
      if (opening(profile, due, zone).isBefore(end)) {
        assertThat(found).as("a day that is open stays").isEqualTo(window);
      } else {
        LocalDate moved = found.due().atZone(zone).toLocalDate();
        Instant next = moved.plusDays(1).atStartOfDay(zone).toInstant();
        assertThat(next.isAfter(due) || !opening(profile, next, zone).isBefore(due))
            .as("no later day before it is open: %s for %s", moved, day).isTrue();
      }
    }
  }

  private static Instant opening(Profile profile, Instant from, ZoneId zone) {
    return profile.opening(from, zone, Set.of()).orElseThrow();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  @Provide
  Arbitrary<Profile> profiles() {
    return Arbitraries.of(SHIPPED.all());
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(MOSCOW, ZoneId.of("Asia/Kamchatka"), ZoneId.of("Europe/Chisinau"),
        ZoneId.of("America/New_York"));
  }

  private static Instant moscow(String local) {
    return java.time.LocalDateTime.parse(local).atZone(MOSCOW).toInstant();
  }

  private static Instant notice(String due, String expiresAfter, Set<LocalDate> holidays) {
    Instant at = moscow(due);
    return new ClosedDayShift(SHIPPED.find("ru-suspension-notice"), holidays)
        .byItsDay(new Contact.Window(at, at.plus(Duration.parse(expiresAfter))), MOSCOW).due();
  }

  @Example
  void a_notice_of_a_weekend_is_given_on_friday_at_its_own_hour() {
    assertThat(notice("2026-11-21T11:00", "PT12H", Set.of())).isEqualTo(moscow("2026-11-20T11:00"));
    assertThat(notice("2026-11-22T11:00", "P7D", Set.of())).isEqualTo(moscow("2026-11-20T11:00"));
  }

  @Example
  void a_notice_of_the_new_years_holidays_is_given_on_the_last_working_day_before_them() {
    assertThat(notice("2026-01-09T11:00", "P1D", Set.of())).isEqualTo(moscow("2025-12-31T11:00"));
  }

  @Example
  void a_notice_of_an_hour_outside_the_office_hours_is_given_within_them() {
    assertThat(notice("2026-11-18T20:00", "P2D", Set.of())).isEqualTo(moscow("2026-11-18T09:00"));
    assertThat(notice("2026-11-18T07:00", "P2D", Set.of())).as("it waits for the opening")
        .isEqualTo(moscow("2026-11-18T07:00"));
    assertThat(notice("2026-11-21T20:00", "P2D", Set.of())).isEqualTo(moscow("2026-11-20T09:00"));
  }

  @Example
  void a_holiday_of_the_campaign_moves_a_notice_too() {
    assertThat(notice("2026-11-18T11:00", "P2D", Set.of(LocalDate.of(2026, 11, 18))))
        .isEqualTo(moscow("2026-11-17T11:00"));
  }

  @Example
  void where_no_day_is_open_for_weeks_a_notice_stays_and_the_policy_names_the_reason() {
    Set<LocalDate> closed = Set.copyOf(LocalDate.of(2026, 10, 1).datesUntil(LocalDate.of(2026, 12, 31)).toList());
    assertThat(notice("2026-11-18T11:00", "P2D", closed)).isEqualTo(moscow("2026-11-18T11:00"));
    assertThat(new ClosedDayShift(Optional.empty(), Set.of())
        .byItsDay(new Contact.Window(moscow("2026-11-21T11:00"), moscow("2026-11-22T11:00")), MOSCOW).due())
        .isEqualTo(moscow("2026-11-21T11:00"));
  }

  @Example
  void a_reminder_of_an_appointment_waits_for_an_open_hour_before_it_and_is_moved_where_there_is_none() {
    ClosedDayShift windows = new ClosedDayShift(SHIPPED.find("ru-suspension-notice"), Set.of());
    List<Instant> due = List.of("2026-11-23T14:00", "2026-11-23T08:00").stream()
        .map(at -> windows.beforeItExpires(new Contact.Window(moscow("2026-11-22T10:00"), moscow(at)), MOSCOW)
            .due())
        .toList();
    assertThat(due).containsExactly(moscow("2026-11-22T10:00"), moscow("2026-11-20T10:00"));
  }
}
