package org.obzvon.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.DESK_RECORDING;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.call.Switchboard.Order;

/// Tests that a conversation is recorded only if its operator wants it and the debtor has heard the announcement.
@Tag("slow")
class RecordingControlTest {
  @AutoClose
  private final Office office = new Office();
  private final UUID operator = office.operator(OperatorWorkKind.ESCALATIONS);
  private final UUID attempt = office.talk(operator, "A1");

  private boolean isRecording() {
    return office.desk().view(operator).orElseThrow().recording();
  }

  @Test
  void the_debtor_hears_the_announcement_in_his_language_before_anything_is_recorded() {
    assertThat(office.room.attendants().recording(attempt)).as("nobody asked for it").isEmpty();
    assertThat(office.desk().record(operator, true)).isEqualTo(CommandReply.DONE);
    assertThat(office.board.given(Order.Record.class)).containsExactly(new Order.Record(attempt, "leg-" + operator));
    assertThat(office.state(operator)).isEqualTo(OperatorState.HOLDING);
    assertThat(isRecording()).isFalse();
    var announcement = office.room.attendants().recording(attempt).orElseThrow();
    assertThat(announcement.words()).singleElement()
        .satisfies(words -> assertThat(words.text()).contains("înregistrată"));
    office.room.attendants().recorded(attempt, true);
    assertThat(office.state(operator)).isEqualTo(OperatorState.TALKING);
    assertThat(isRecording()).isTrue();
  }

  @Test
  void who_leaves_in_the_middle_of_the_announcement_is_not_recorded() {
    office.desk().record(operator, true);
    office.room.attendants().recorded(attempt, false);
    assertThat(office.state(operator)).isEqualTo(OperatorState.TALKING);
    assertThat(isRecording()).isFalse();
    assertThat(office.stored().fetchCount(DESK_RECORDING)).isZero();
  }

  @Test
  void a_policy_that_asks_for_no_announcement_gets_none() {
    office.announced = false;
    office.desk().record(operator, true);
    assertThat(office.room.attendants().recording(attempt).orElseThrow().words()).isEmpty();
  }

  @Test
  void every_stretch_is_kept_and_the_end_of_the_talk_ends_the_last() {
    for (int stretch = 0; stretch < 2; stretch++) {
      office.desk().record(operator, true);
      office.room.attendants().recorded(attempt, true);
      office.clock.tick(Duration.ofSeconds(30));
      if (stretch == 0) {
        assertThat(office.desk().record(operator, false)).isEqualTo(CommandReply.DONE);
        assertThat(office.board.given(Order.StopRecording.class)).hasSize(1);
        office.clock.tick(Duration.ofSeconds(5));
      }
    }
    office.gone(attempt);
    var rows = office.stored().selectFrom(DESK_RECORDING).orderBy(DESK_RECORDING.BEGAN_AT).fetch();
    assertThat(rows).hasSize(2).allSatisfy(row -> {
      assertThat(Duration.between(row.getBeganAt(), row.getEndedAt())).isEqualTo(Duration.ofSeconds(30));
      assertThat(Duration.between(row.getBeganAt(), row.getKeepUntil())).isEqualTo(Duration.ofDays(90));
    });
    assertThat(isRecording()).isFalse();
  }

  @Test
  void a_restart_of_the_service_knows_that_the_exchange_goes_on_recording() {
    office.desk().record(operator, true);
    office.room.attendants().recorded(attempt, true);
    office.restart();
    assertThat(isRecording()).isTrue();
  }
}
