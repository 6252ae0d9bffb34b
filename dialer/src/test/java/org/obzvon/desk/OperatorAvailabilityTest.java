package org.obzvon.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DESK_CALL_BACK;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.obzvon.contact.Channel;
import org.obzvon.desk.FrailCallBacks.Goes;

/// Tests that a debtor's call-back turns out as the debtor was told.
@Tag("slow")
class OperatorAvailabilityTest {
  @AutoClose
  private final Office office = new Office();

  private UUID offered() {
    UUID attempt = office.call("A1");
    assertThat(office.room.attendants().nobodyCame(attempt).orElseThrow().question()).isNotEmpty();
    return attempt;
  }

  private int kept() {
    int callBacks = office.stored().fetchCount(DESK_CALL_BACK);
    assertThat(office.db.fetchCount(CONTACT, CONTACT.CHANNEL.eq(Channel.OPERATOR.name()))).isEqualTo(callBacks);
    return callBacks;
  }

  @Test
  void where_the_last_word_is_no_nothing_is_stored() {
    UUID attempt = offered();
    assertThat(office.room.attendants().wantsCallBack(attempt, () -> false)).isFalse();
    assertThat(kept()).isZero();
    assertThat(office.events).noneMatch(DeskEvent.CallBackKept.class::isInstance);
  }

  @Test
  void where_the_store_goes_before_the_last_word_he_is_not_told_yes_and_nothing_is_stored() {
    UUID attempt = offered();
    office.callBacks.goes = Optional.of(Goes.BEFORE_THE_LAST_WORD);
    assertThatThrownBy(() -> office.room.attendants().wantsCallBack(attempt, () -> true))
        .hasMessageContaining("the store is away");
    assertThat(kept()).isZero();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "BEFORE_THE_LAST_WORD")
  void where_the_store_goes_after_it_he_is_told_yes_and_it_is_stored_once(Goes when) {
    UUID attempt = offered();
    office.callBacks.goes = Optional.of(when);
    assertThat(office.room.attendants().wantsCallBack(attempt, () -> true)).isTrue();
    assertThat(kept()).isOne();
  }
}
