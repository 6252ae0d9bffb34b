package org.obzvon.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.jooq.Tables.DESK_CONVERSATION;
import static org.obzvon.jooq.Tables.DESK_SEAT;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Tests that the desk's book is written in the background: in order, without any caller waiting, and to the end.
@Tag("slow")
class DeskBookWriterTest {
  @AutoClose
  private final Office office = new Office();

  @Test
  void while_the_store_hangs_a_debtor_still_reaches_an_operator_and_all_of_it_is_stored_afterwards() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    UUID attempt = office.call("A1");
    office.book.hang();
    office.joined(attempt);
    office.rang(attempt, operator);
    assertThat(office.events).filteredOn(DeskEvent.Popped.class::isInstance).hasSize(1);
    assertThat(office.state(operator)).isEqualTo(OperatorState.RINGING);
    office.connected(attempt, operator);
    office.gone(attempt);
    assertThat(office.state(operator)).isEqualTo(OperatorState.WRAPPING_UP);
    assertThat(office.db.fetchCount(DESK_CONVERSATION)).isZero();
    office.book.comeBack();
    var row = office.stored().selectFrom(DESK_CONVERSATION).fetchSingle();
    assertThat(row.getEnd()).isEqualTo("TALKED");
    assertThat(row.getOperatorId()).isEqualTo(operator);
  }

  @Test
  void a_store_that_is_away_is_tried_again_in_order() {
    office.book.failures = 2;
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    office.desk().pause(operator, "lunch");
    var seat = office.stored().selectFrom(DESK_SEAT).fetchSingle();
    assertThat(List.of(seat.getState(), seat.getReason())).isEqualTo(List.of("PAUSED", "lunch"));
  }

  @Test
  void a_stop_stores_what_waits() {
    UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
    office.book.hang();
    office.desk().pause(operator, "lunch");
    Thread.ofVirtual().start(office.book::comeBack);
    office.room.close();
    assertThat(office.db.fetchSingle(DESK_SEAT).getState()).isEqualTo("PAUSED");
  }

  @Test
  void what_cannot_be_stored_at_all_holds_nobody_up_and_is_told_to_who_asked() {
    DeskBookWriter bookWriter = new DeskBookWriter();
    List<String> written = new CopyOnWriteArrayList<>();
    bookWriter.start();
    bookWriter.later(() -> {
      throw new UnstorableEntry(new IllegalStateException("no such operator"));
    });
    bookWriter.later(() -> written.add("next"));
    assertThatThrownBy(() -> bookWriter.now(() -> {
      throw new UnstorableEntry(new IllegalStateException("no such conversation"));
    })).isInstanceOf(UnstorableEntry.class);
    bookWriter.close();
    assertThat(written).containsExactly("next");
  }
}
