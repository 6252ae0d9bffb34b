package org.obzvon.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.obzvon.rehearsal.LedgerCheck.Kind;
import org.obzvon.rehearsal.LedgerCheckRows.Owed;
import org.obzvon.rehearsal.LedgerCheckRows.Paid;
import org.obzvon.rehearsal.LedgerCheckRows.Row;
import org.obzvon.rehearsal.LedgerCheckRows.Stop;

/// Tests the check of the grounds for a contact: suppressions, payments, notices, the hold-out.
class LedgerGroundsTest extends WrittenLedger {
  @Test
  void a_contact_after_a_stop_of_its_phone_or_its_household_is_found_while_the_stop_is_in_force() {
    stops.add(new Stop(
        Optional.of(PHONE), Optional.empty(), "OPT_OUT", moscow("2026-03-02T10:00:00"),
        Optional.of(moscow("2026-03-04T00:00:00"))));
    stops.add(new Stop(Optional.empty(), Optional.of(HOUSEHOLD), "DISPUTE", moscow("2026-03-10T00:00:00"),
        Optional.empty()));
    call("2026-03-02T10:00:00");
    Row after = message("2026-03-03T10:00:00");
    message("2026-03-05T10:00:00");
    Row later = message("2026-03-11T10:00:00");
    assertOnly(Kind.AFTER_STOP, after, later);
  }

  @Test
  void a_stop_of_somebody_else_concerns_nobody_here() {
    stops.add(new Stop(
        Optional.of(new Phone("+79000000002")), Optional.of(IdGenerator.next()), "OPT_OUT", Instant.EPOCH,
        Optional.empty()));
    call("2026-03-02T10:00:00");
    assertThat(check().violations()).isEmpty();
  }

  @Test
  void a_contact_after_the_debt_was_paid_in_parts_is_found_and_one_before_the_last_part_is_not() {
    owed.add(new Owed(ACCOUNT, new BigDecimal("300"), moscow("2026-03-01T06:00:00")));
    paid.add(new Paid(ACCOUNT, new BigDecimal("250"), moscow("2026-02-27T09:00:00")));
    paid.add(new Paid(ACCOUNT, new BigDecimal("100"), moscow("2026-03-02T09:00:00")));
    paid.add(new Paid(ACCOUNT, new BigDecimal("200"), moscow("2026-03-04T10:00:00")));
    call("2026-03-03T10:00:00");
    Row after = message("2026-03-04T10:00:00");
    assertOnly(Kind.AFTER_FULL_PAYMENT, after);
  }

  @Test
  void a_new_debt_may_be_reminded_of_although_the_old_one_was_paid() {
    owed.add(new Owed(ACCOUNT, new BigDecimal("300"), moscow("2026-03-01T06:00:00")));
    paid.add(new Paid(ACCOUNT, new BigDecimal("300"), moscow("2026-03-02T09:00:00")));
    owed.add(new Owed(ACCOUNT, new BigDecimal("500"), moscow("2026-03-20T06:00:00")));
    call("2026-03-20T10:00:00");
    assertThat(check().violations()).isEmpty();
  }

  @Test
  void a_notice_is_no_violation_of_a_cap_but_counts_for_the_reminders_after_it() {
    message("2026-03-02T10:00:00");
    message("2026-03-02T13:00:00");
    of("NOTICE", "SMS", "2026-03-02T14:00:00");
    assertThat(check().violations()).isEmpty();
    rows.clear();
    of("NOTICE", "SMS", "2026-03-02T10:00:00");
    message("2026-03-02T13:00:00");
    Row third = message("2026-03-02T16:00:00");
    assertOnly(Kind.MESSAGES_ABOVE_DAY, third);
  }

  @Test
  void a_notice_passes_a_wish_for_no_more_reminders_and_no_other_stop() {
    stops.add(new Stop(Optional.of(PHONE), Optional.empty(), "OPT_OUT", Instant.EPOCH, Optional.empty()));
    of("NOTICE", "SMS", "2026-03-02T10:00:00");
    assertThat(check().violations()).isEmpty();
    stops.add(new Stop(Optional.of(PHONE), Optional.empty(), "BANKRUPT", Instant.EPOCH, Optional.empty()));
    assertThat(check().violations()).extracting(LedgerCheck.Violation::kind).containsExactly(Kind.AFTER_STOP);
  }

  @Test
  void a_notice_in_the_night_or_after_payment_is_found_like_any_other_contact() {
    owed.add(new Owed(ACCOUNT, new BigDecimal("100"), Instant.EPOCH));
    paid.add(new Paid(ACCOUNT, new BigDecimal("100"), moscow("2026-03-03T00:00:00")));
    of("NOTICE", "SMS", "2026-03-02T23:00:00");
    of("NOTICE", "SMS", "2026-03-04T12:00:00");
    of("PAYMENT", "SMS", "2026-03-05T12:00:00");
    assertThat(check().violations()).extracting(LedgerCheck.Violation::kind)
        .containsExactly(Kind.OUTSIDE_HOURS, Kind.AFTER_FULL_PAYMENT);
  }

  @Test
  void the_hold_out_gets_notices_and_appointments_and_nothing_else() {
    of("NOTICE", "HOLD_OUT", "2026-03-02T10:00:00");
    of("APPOINTMENT", "HOLD_OUT", "2026-03-03T10:00:00");
    Row reminder = of("LADDER", "HOLD_OUT", "2026-03-04T10:00:00");
    Row thanks = of("PAYMENT", "HOLD_OUT", "2026-03-05T10:00:00");
    assertOnly(Kind.HOLD_OUT_CONTACTED, reminder, thanks);
  }
}
