package org.obzvon.call.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.asteriskjava.manager.event.ResponseEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.call.KeptCall;

/// Tests reading the entries in the exchange's database as the dial plan and the conversation write them.
class KeptCallParserTest {
  private static final UUID ATTEMPT = UUID.fromString("0199a1b2-c3d4-7e5f-8a6b-123456789abc");
  private static final ExchangeClock CLOCK = new ExchangeClock("test", () -> Instant.EPOCH);
  private final List<ResponseEvent> list = new ArrayList<>();

  private void entry(String key, String value) {
    KeptEntryEvent event = new KeptEntryEvent(this);
    event.setKey(key);
    event.setVal(value);
    list.add(event);
  }

  private void end(int items) {
    KeptEntriesEndEvent event = new KeptEntriesEndEvent(this);
    event.setListItems(items);
    list.add(event);
  }

  private KeptCall read() {
    end(list.size());
    return KeptCallParser.read(list, CLOCK).orElseThrow().get(ATTEMPT);
  }

  @Test
  void the_dialplans_facts_are_read_in_their_order() {
    entry("/obzvon/" + ATTEMPT + "/call", "answered 1764424000 cut 1764424010 key 1 key * key 9 ended 1764424030");
    KeptCall call = read();
    assertThat(call.answeredAt()).contains(Instant.ofEpochSecond(1_764_424_000));
    assertThat(call.endedAt()).contains(Instant.ofEpochSecond(1_764_424_030));
    assertThat(call.keysAfterwards()).isEqualTo("1*9");
    assertThat(call.unled()).isFalse();
    assertThat(call.said()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "answered 1764424000 ended 1764424030, true",
    "answered 1764424000 cut 1764424010 left 1764424012 ended 1764424012, true",
    "answered 1764424000 cut 1764424010 ended 1764424030, false",
    "answered 1764424000 unled 1764424010 ended 1764424010, false",
    "answered 1764424000, false"
  })
  void the_debtor_has_left_unless_the_exchange_ended_the_call_or_died(String facts, boolean left) {
    entry("/obzvon/" + ATTEMPT + "/call", facts);
    assertThat(read().left()).isEqualTo(left);
  }

  @Test
  void the_conversation_and_a_stop_outside_of_it_belong_to_the_same_call() {
    entry("/obzvon/" + ATTEMPT + "/said", "person=yes keys=1 step=sum");
    entry("/obzvon/" + ATTEMPT + "/stop", "9");
    KeptCall call = read();
    assertThat(call.said().orElseThrow().rightPerson()).isTrue();
    assertThat(call.keysAfterwards()).isEqualTo("9");
  }

  @Test
  void what_is_not_ours_or_has_not_its_form_is_left_out() {
    entry("/obzvon/" + ATTEMPT + "/call", "answered yesterday key 11 key ' unled 1 ended");
    entry("/obzvon/somebody/else", "answered 1764424000");
    entry("/registrar/contact", "x");
    KeptCall call = read();
    assertThat(call.answeredAt()).isEmpty();
    assertThat(call.keysAfterwards()).isEmpty();
    assertThat(call.unled()).isTrue();
    assertThat(KeptCallParser.read(list, CLOCK).orElseThrow()).containsOnlyKeys(ATTEMPT);
  }

  @Test
  void a_list_that_is_not_whole_is_no_answer() {
    entry("/obzvon/" + ATTEMPT + "/call", "answered 1764424000");
    end(2);
    assertThat(KeptCallParser.read(list, CLOCK)).isEmpty();
    assertThat(KeptCallParser.read(List.of(), CLOCK)).isEqualTo(Optional.empty());
  }
}
