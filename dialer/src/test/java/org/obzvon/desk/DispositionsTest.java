package org.obzvon.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.jooq.Tables.AUDIT_ENTRY;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DESK_CONVERSATION;
import static org.obzvon.jooq.Tables.PROMISE;
import static org.obzvon.jooq.Tables.SUPPRESSION;
import static org.obzvon.jooq.Tables.TICKET;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Promise;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.desk.Disposition.NextStep;
import org.obzvon.desk.Disposition.Reach;
import org.obzvon.policy.StopKind;
import org.obzvon.register.Money;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.jooq.JooqAuditLog;

/// Tests the dispositions that operators record after calls of both kinds.
@Tag("slow")
class DispositionsTest {
  @AutoClose
  private final Office office = new Office();

  private static Disposition said(Reach reach, NextStep next) {
    return new Disposition(reach, Optional.of(NonPaymentReason.NO_MONEY), Optional.empty(), "a note", next);
  }

  @Test
  void who_writes_nothing_down_is_paused_and_can_still_do_it() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    office.gone(office.talk(operator, "A1"));
    office.clock.tick(DeskTerms.USUAL.wrapUp().plusSeconds(1));
    office.room.round();
    assertThat(office.desk().view(operator).orElseThrow().reason()).isEqualTo(AutomaticPauseReasons.WRAP_UP);
    assertThat(office.desk().resume(operator)).isEqualTo(CommandReply.refused(CommandReply.Why.STATE));
    assertThat(office.desk().dispose(operator, said(Reach.RIGHT_PERSON, new NextStep.Nothing())))
        .isEqualTo(CommandReply.DONE);
    assertThat(office.state(operator)).isEqualTo(OperatorState.AVAILABLE);
    var row = office.stored().selectFrom(DESK_CONVERSATION).fetchSingle();
    assertThat(Duration.between(row.getEndedAt(), row.getWrappedUpAt())).isGreaterThan(DeskTerms.USUAL.wrapUp());
    assertThat(row.getNote()).isEqualTo("a note");
    assertThat(row.getReason()).isEqualTo("NO_MONEY");
  }

  @Test
  void a_complaint_becomes_a_ticket_that_holds_demands_back_and_no_stop_entry_that_would_outlive_it() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID attempt = office.talk(operator, "A1");
    office.gone(attempt);
    office.desk().dispose(operator, said(Reach.RIGHT_PERSON, new NextStep.Complaint("no signal since Monday")));
    assertThat(office.stored().select(TICKET.WORDS).from(TICKET).fetchSingle(TICKET.WORDS))
        .isEqualTo("no signal since Monday");
    var ticket = office.stored().fetchSingle(TICKET);
    assertThat(ticket.getOpenedBy()).isEqualTo(operator);
    assertThat(List.of(ticket.getKind(), ticket.getHeardBy(), ticket.getState(), ticket.getHold()))
        .containsExactly("QUALITY_OF_SERVICE", "OPERATOR", "OPEN", "UNTIL_CLOSED");
    assertThat(office.db.fetchCount(SUPPRESSION)).isZero();
  }

  @Test
  void a_stop_told_to_an_operator_is_stored_with_what_he_writes_down_or_he_writes_it_again() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    office.gone(office.talk(operator, "A1"));
    Disposition stop = said(Reach.RIGHT_PERSON, new NextStep.Stop(StopKind.OPT_OUT, Optional.empty()));
    office.db.execute("alter table suppression add constraint broken check (kind <> 'OPT_OUT')");
    assertThatThrownBy(() -> office.desk().dispose(operator, stop, () -> {})).isInstanceOf(RuntimeException.class);
    assertThat(office.stored().fetchSingle(DESK_CONVERSATION).getReach()).isNull();
    assertThat(office.state(operator)).isEqualTo(OperatorState.WRAPPING_UP);
    office.db.execute("alter table suppression drop constraint broken");
    assertThat(office.desk().dispose(operator, stop, () -> {})).isEqualTo(CommandReply.DONE);
    assertThat(office.db.fetchCount(SUPPRESSION)).isEqualTo(1);
  }

  @Test
  void what_is_written_down_and_who_commanded_it_are_stored_together_or_not_at_all() {
    AuditLog log = new JooqAuditLog(office.db, office.clock);
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    office.gone(office.talk(operator, "A1"));
    Disposition complaint = said(Reach.RIGHT_PERSON, new NextStep.Complaint("no signal since Monday"));
    Runnable noted = () -> log.note(Actor.COMMAND_LINE, AuditLog.Deed.of("desk dispose", "desk of ana"));
    Runnable diskFull = () -> {
      noted.run();
      throw new IllegalStateException("disk full");
    };
    assertThatThrownBy(() -> office.desk().dispose(operator, complaint, diskFull)).hasMessage("disk full");
    assertThat(office.stored().fetchSingle(DESK_CONVERSATION).getReach()).isNull();
    assertThat(List.of(office.db.fetchCount(TICKET), office.db.fetchCount(AUDIT_ENTRY))).containsOnly(0);
    assertThat(office.state(operator)).isEqualTo(OperatorState.WRAPPING_UP);
    assertThat(office.desk().dispose(operator, complaint, noted)).isEqualTo(CommandReply.DONE);
    assertThat(List.of(office.stored().fetchCount(TICKET), office.db.fetchCount(AUDIT_ENTRY))).containsOnly(1);
  }

  @Test
  void a_call_back_belongs_to_who_promised_it_until_he_is_not_there() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    office.gone(office.talk(operator, "A1"));
    var at = Office.NOON.plus(Duration.ofHours(1));
    office.desk().dispose(operator, said(Reach.SOMEBODY_ELSE, new NextStep.CallBack(at, true)));
    var contact = office.stored().selectFrom(CONTACT).where(CONTACT.CHANNEL.eq("OPERATOR")).fetchSingle();
    assertThat(contact.getOperatorId()).isEqualTo(operator);
    assertThat(contact.getNotBefore()).isEqualTo(at);
    office.clock.set(at.plus(Duration.ofMinutes(16)));
    for (int i = 0; i < 15; i++) {
      office.room.round();
    }
    contact.refresh();
    assertThat(contact.getOperatorId()).as("he is there").isEqualTo(operator);
    office.desk().signOff(operator);
    for (int i = 0; i < 15; i++) {
      office.room.round();
    }
    contact.refresh();
    assertThat(contact.getOperatorId()).isNull();
  }

  /// Returns a contact for a call-back that `operator` promised for one hour after noon; the clock is sixteen minutes
  /// past it.
  private UUID overdue(UUID operator) {
    office.gone(office.talk(operator, "A1"));
    Instant at = Office.NOON.plus(Duration.ofHours(1));
    office.desk().dispose(operator, said(Reach.SOMEBODY_ELSE, new NextStep.CallBack(at, true)));
    office.clock.set(at.plus(Duration.ofMinutes(16)));
    return office.stored().fetchValue(CONTACT.ID, CONTACT.CHANNEL.eq("OPERATOR"));
  }

  private void quarterMinute() {
    for (int i = 0; i < 15; i++) {
      office.room.round();
    }
  }

  private Optional<UUID> promiser(UUID contact) {
    return Optional.ofNullable(office.stored().fetchValue(CONTACT.OPERATOR_ID, CONTACT.ID.eq(contact)));
  }

  @Test
  void a_call_back_of_an_operator_whom_the_desk_paused_for_no_answer_is_released() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID contact = overdue(operator);
    quarterMinute();
    assertThat(promiser(contact)).contains(operator);
    assertThat(office.desk().pause(operator, "lunch")).isEqualTo(CommandReply.DONE);
    quarterMinute();
    assertThat(promiser(contact)).as("who pauses himself is there").contains(operator);
    office.desk().resume(operator);
    assertThat(office.desk().pause(operator, AutomaticPauseReasons.NO_ANSWER)).isEqualTo(CommandReply.DONE);
    quarterMinute();
    assertThat(promiser(contact)).isEmpty();
  }

  @Test
  void a_call_back_of_an_operator_who_closed_the_page_is_released_and_not_while_the_page_is_loaded_again() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    Set<UUID> open = new HashSet<>(Set.of(operator));
    office.desk().pages(open::contains);
    UUID contact = overdue(operator);
    quarterMinute();
    open.clear();
    office.clock.tick(Attendance.PAGE_GONE.dividedBy(2));
    quarterMinute();
    assertThat(promiser(contact)).as("the page may be on its way").contains(operator);
    open.add(operator);
    quarterMinute();
    office.clock.tick(Attendance.PAGE_GONE);
    open.clear();
    quarterMinute();
    assertThat(promiser(contact)).isEmpty();
  }

  @Test
  void a_call_back_is_promised_only_for_an_hour_that_the_policy_permits_and_the_next_one_is_named() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    office.gone(office.talk(operator, "A1"));
    Instant first = Office.NOON.plus(Duration.ofHours(20)).plusSeconds(61);
    office.permitted = Optional.of(first);
    Instant night = Office.NOON.plus(Duration.ofHours(10));
    CommandReply refused = office.desk()
        .dispose(operator, said(Reach.SOMEBODY_ELSE, new NextStep.CallBack(night, true)));
    Instant quarter = Office.NOON.plus(Duration.ofHours(20)).plus(Duration.ofMinutes(15));
    assertThat(office.desk().callBack(operator, night)).contains(quarter);
    String local = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").format(quarter.atZone(ZoneId.of("Europe/Chisinau")));
    assertThat(refused).isInstanceOfSatisfying(
        CommandReply.Refused.class,
        said -> assertThat(said.detail().english()).contains("the next permitted one is " + local));
    assertThat(office.stored().fetchCount(CONTACT, CONTACT.CHANNEL.eq("OPERATOR"))).isZero();
    office.permitted = Optional.empty();
    assertThat(office.desk().dispose(operator, said(Reach.SOMEBODY_ELSE, new NextStep.CallBack(night, true))))
        .isInstanceOfSatisfying(CommandReply.Refused.class,
            said -> assertThat(said.detail().english()).contains("permits none within the next 14 days"));
    office.permitted = Optional.of(first);
    assertThat(office.desk().dispose(operator, said(Reach.SOMEBODY_ELSE, new NextStep.CallBack(quarter, true))))
        .isEqualTo(CommandReply.DONE);
    assertThat(office.stored().fetchValue(CONTACT.NOT_BEFORE, CONTACT.CHANNEL.eq("OPERATOR"))).isEqualTo(quarter);
  }

  @Test
  void what_cannot_be_true_is_refused_and_nothing_is_stored() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    office.gone(office.talk(operator, "A1"));
    Promise past = new Promise(LocalDate.of(2026, 3, 9), Money.of("60", "MDL"));
    Promise foreign = new Promise(LocalDate.of(2026, 3, 11), Money.of("60", "RUB"));
    for (Promise bad : new Promise[]{past, foreign}) {
      assertThat(
          office.desk().dispose(
              operator,
              new Disposition(Reach.RIGHT_PERSON, Optional.empty(), Optional.of(bad), "", new NextStep.Nothing())))
          .isInstanceOf(CommandReply.Refused.class);
    }
    var yesterday = new NextStep.CallBack(Office.NOON.minusSeconds(1), true);
    assertThat(office.desk().dispose(operator, said(Reach.RIGHT_PERSON, yesterday)))
        .isInstanceOf(CommandReply.Refused.class);
    assertThat(office.stored().fetchCount(PROMISE)).isZero();
    assertThat(office.state(operator)).isEqualTo(OperatorState.WRAPPING_UP);
  }
}
