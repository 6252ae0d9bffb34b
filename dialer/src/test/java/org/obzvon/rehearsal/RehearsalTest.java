package org.obzvon.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.obzvon.rehearsal.Rehearsal.Ports;
import org.obzvon.rehearsal.Rehearsal.Span;

class RehearsalTest {
  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
  private static final Instant BEGIN = FIRST.atStartOfDay(MOSCOW).toInstant();

  private final List<String> done = new ArrayList<>();
  private final List<Rehearsal.Day> days = new ArrayList<>();
  private final MovedClock clock = new MovedClock(BEGIN.minus(Duration.ofDays(9)));

  private Rehearsal rehearsal(Rehearsal.Dispatch dispatch) {
    return new Rehearsal(
        clock,
        new Ports(
            (from, until) -> {
              done.add("payments " + from + " " + until);
              return 1;
            },
            at -> {
              done.add("tick " + at);
              return 2;
            },
            dispatch,
            at -> done.add("sweep " + at)),
        days::add);
  }

  @Test
  void thirty_days_are_walked_hour_by_hour_and_told_day_by_day() {
    rehearsal(_ -> 0).walk(Span.thirtyDays(FIRST, MOSCOW));
    assertThat(days).hasSize(30);
    assertThat(days.getFirst()).isEqualTo(new Rehearsal.Day(1, FIRST, 25, 48, 0));
    assertThat(days.getLast().date()).isEqualTo(FIRST.plusDays(29));
    assertThat(done.stream().filter(line -> line.startsWith("tick"))).hasSize(720);
    assertThat(done.stream().filter(line -> line.startsWith("sweep"))).hasSize(30);
    assertThat(clock.instant()).isEqualTo(FIRST.plusDays(30).atStartOfDay(MOSCOW).toInstant());
  }

  @Test
  void money_is_taken_before_anybody_is_planned_or_called_and_no_moment_is_taken_twice_or_left_out() {
    rehearsal(_ -> 0).walk(new Span(FIRST, 2, MOSCOW, Duration.ofHours(6)));
    Instant expected = BEGIN;
    for (String line : done) {
      if (line.startsWith("payments")) {
        String[] words = line.split(" ");
        assertThat(Instant.parse(words[1])).isEqualTo(expected);
        expected = Instant.parse(words[2]);
      }
    }
    assertThat(expected).isEqualTo(FIRST.plusDays(2).atStartOfDay(MOSCOW).toInstant());
    assertThat(done.indexOf("payments " + BEGIN + " " + BEGIN)).isLessThan(done.indexOf("tick " + BEGIN));
  }

  @Test
  void the_queue_is_worked_until_it_is_idle_and_the_clock_stands_meanwhile() {
    int[] left = {0};
    List<Instant> seen = new ArrayList<>();
    Rehearsal rehearsal = rehearsal(at -> {
      seen.add(clock.instant());
      if (at.equals(BEGIN) && left[0] < 5) {
        left[0]++;
        return 10;
      }
      return 0;
    });
    rehearsal.walk(new Span(FIRST, 1, MOSCOW, Duration.ofHours(12)));
    assertThat(days.getFirst().attempts()).isEqualTo(50);
    assertThat(seen.subList(0, 6)).containsOnly(BEGIN);
  }

  @Test
  void a_queue_that_never_gets_idle_stops_the_walk() {
    Rehearsal rehearsal = rehearsal(_ -> 1);
    assertThatThrownBy(() -> rehearsal.walk(Span.thirtyDays(FIRST, MOSCOW)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not idle after 10000 rounds");
  }

  @Test
  void a_day_with_a_lost_hour_has_twenty_three_steps() {
    LocalDate spring = LocalDate.of(2026, 3, 29);
    ZoneId chisinau = ZoneId.of("Europe/Chisinau");
    rehearsal(_ -> 0).walk(new Span(spring, 1, chisinau, Duration.ofHours(1)));
    assertThat(done.stream().filter(line -> line.startsWith("tick"))).hasSize(23);
  }

  @Test
  void the_clock_never_goes_back() {
    clock.advance(Duration.ofHours(1));
    assertThatThrownBy(() -> clock.set(BEGIN.minus(Duration.ofDays(9)))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    assertThat(clock.instant()).isEqualTo(BEGIN.minus(Duration.ofDays(9)).plus(Duration.ofHours(1)));
  }
}
