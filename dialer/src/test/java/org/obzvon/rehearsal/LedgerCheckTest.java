package org.obzvon.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Channel;
import org.obzvon.register.IdGenerator;
import org.obzvon.rehearsal.LedgerCheckLimits.DaysOff;
import org.obzvon.rehearsal.LedgerCheck.Kind;
import org.obzvon.rehearsal.LedgerCheckRows.Ending;
import org.obzvon.rehearsal.LedgerCheckRows.Row;
import org.obzvon.rehearsal.LedgerCheckRows.What;
import org.obzvon.rehearsal.LedgerCheckRows.Whom;

/// Tests the check of hours, zones and caps of contacts.
class LedgerCheckTest extends WrittenLedger {
  @Test
  void a_lawful_ledger_has_no_violation_and_says_how_many_rows_were_looked_at() {
    call("2026-03-02T08:00:00");
    call("2026-03-04T21:59:59");
    message("2026-03-03T12:00:00");
    assertThat(check().violations()).isEmpty();
    assertThat(check().rows()).isEqualTo(3);
    assertThat(check().counts()).hasSize(Kind.values().length).allSatisfy((_, count) -> assertThat(count).isZero());
  }

  @Test
  void a_call_before_eight_or_from_twenty_two_on_is_found_in_the_debtors_own_zone() {
    Row early = call("2026-03-02T07:59:59");
    Row late = call("2026-03-04T22:00:00");
    assertOnly(Kind.OUTSIDE_HOURS, early, late);
  }

  @Test
  void noon_in_moscow_is_evening_in_vladivostok() {
    row(Channel.SMS, "2026-03-02T21:30:00", VLADIVOSTOK, new Ending("DELIVERED", ""));
    Instant moscowAfternoon = moscow("2026-03-03T15:30:00");
    Row row = row(
        Channel.SMS, moscowAfternoon.atZone(VLADIVOSTOK).toLocalDateTime().toString(), VLADIVOSTOK,
        new Ending("DELIVERED", ""));
    assertOnly(Kind.OUTSIDE_HOURS, row);
  }

  @Test
  void weekends_and_holidays_have_shorter_hours_and_a_worked_weekend_does_not() {
    Row saturday = call("2026-03-07T08:30:00");
    Row holiday = message("2026-03-09T20:30:00");
    DaysOff daysOff = new DaysOff(Set.of(LocalDate.of(2026, 3, 9)), Set.of(LocalDate.of(2026, 3, 7)));
    assertOnly(Kind.OUTSIDE_HOURS, saturday);
    assertThat(check(daysOff).violations()).extracting(LedgerCheck.Violation::attempt)
        .containsExactly(holiday.attempt());
  }

  @Test
  void a_contact_without_a_zone_is_found() {
    Row row = new Row(
        IdGenerator.next(), new Whom(HOUSEHOLD, ACCOUNT, PHONE, Optional.empty()),
        new What(Channel.SMS, "SMS", "LADDER"),
        moscow("2026-03-02T12:00:00"), Optional.empty(), Optional.empty());
    rows.add(row);
    assertOnly(Kind.ZONE_UNKNOWN, row);
  }

  @Test
  void a_second_conversation_on_one_day_is_found_whoever_led_it() {
    call("2026-03-02T10:00:00");
    Row operator = row(Channel.OPERATOR, "2026-03-02T18:00:00", MOSCOW, REACHED);
    assertOnly(Kind.CALLS_ABOVE_DAY, operator);
  }

  @Test
  void calls_that_nobody_answered_do_not_count_but_a_lost_one_does() {
    call("2026-03-02T10:00:00");
    row(Channel.ROBOT, "2026-03-02T11:00:00", MOSCOW, new Ending("NOT_REACHED", "NO_ANSWER"));
    row(Channel.ROBOT, "2026-03-02T12:00:00", MOSCOW, new Ending("NOT_REACHED", "MACHINE"));
    assertThat(check().violations()).isEmpty();
    Row lost = row(Channel.ROBOT, "2026-03-02T13:00:00", MOSCOW, new Ending("LOST", ""));
    assertOnly(Kind.CALLS_ABOVE_DAY, lost);
  }

  @Test
  void every_attempt_counts_if_the_limits_say_so() {
    row(Channel.ROBOT, "2026-03-02T11:00:00", MOSCOW, new Ending("NOT_REACHED", "NO_ANSWER"));
    row(Channel.ROBOT, "2026-03-02T12:00:00", MOSCOW, new Ending("NOT_REACHED", "NO_ANSWER"));
    LedgerCheckLimits law = LedgerCheckLimits.ru230fz();
    var strict = new LedgerCheckLimits(
        law.workingDays(), law.daysOff(), law.calls(), law.messages(), LedgerCheckLimits.CallCount.EVERY_ATTEMPT);
    assertThat(new LedgerCheck(strict, DaysOff.WEEKENDS_ONLY).check(new LedgerCheckRows(rows, stops, owed, paid))
        .counts())
        .containsEntry(Kind.CALLS_ABOVE_DAY, 1);
  }

  @Test
  void the_third_conversation_of_a_calendar_week_is_found_and_monday_begins_a_new_one() {
    call("2026-03-05T10:00:00");
    call("2026-03-08T10:00:00");
    call("2026-03-09T10:00:00");
    assertThat(check().violations()).isEmpty();
    Row third = call("2026-03-06T10:00:00");
    // By time, the Friday is the second and the Sunday the third.
    assertThat(check().violations()).extracting(LedgerCheck.Violation::attempt).containsExactly(rows.get(1).attempt());
    assertThat(third.attempt()).isNotEqualTo(rows.get(1).attempt());
  }

  @Test
  void the_ninth_conversation_of_a_month_is_found_and_the_first_of_the_next_is_not() {
    for (String day : List.of("02", "05", "09", "12", "16", "19", "23", "26")) {
      call("2026-03-" + day + "T10:00:00");
    }
    call("2026-04-01T10:00:00");
    assertThat(check().violations()).isEmpty();
    Row ninth = call("2026-03-31T10:00:00");
    assertOnly(Kind.CALLS_ABOVE_MONTH, ninth);
  }

  @Test
  void messages_have_their_own_caps_and_failed_ones_do_not_count() {
    message("2026-03-02T10:00:00");
    message("2026-03-02T11:00:00");
    row(Channel.SMS, "2026-03-02T12:00:00", MOSCOW, new Ending("FAILED", "NETWORK"));
    call("2026-03-02T13:00:00");
    assertThat(check().violations()).isEmpty();
    Row third = message("2026-03-02T14:00:00");
    assertOnly(Kind.MESSAGES_ABOVE_DAY, third);
  }

  @Test
  void the_fifth_message_of_a_week_and_the_seventeenth_of_a_month_are_found() {
    for (int day = 2; day <= 27; day++) {
      LocalDate date = LocalDate.of(2026, 3, day);
      if (date.getDayOfWeek().getValue() <= 4) {
        message(date + "T10:00:00");
      }
    }
    assertThat(check().violations()).isEmpty();
    message("2026-03-30T10:00:00");
    message("2026-03-06T10:00:00");
    assertThat(check().counts())
        .containsEntry(Kind.MESSAGES_ABOVE_WEEK, 1)
        .containsEntry(Kind.MESSAGES_ABOVE_MONTH, 2);
  }
}
