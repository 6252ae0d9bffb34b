package org.obzvon.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.document.BadInput;
import org.obzvon.register.ListPosition;

class CursorTest {
  private static final ListPosition HERE = new ListPosition(Instant.parse("2026-11-24T12:00:00.123456Z"),
      UUID.fromString("0199c0de-0000-7000-8000-000000000001"));

  @Test
  void a_cursor_leads_back_to_its_place() {
    assertThat(Cursor.read(Cursor.of(HERE, "list"), "list")).isEqualTo(HERE);
  }

  @Test
  void a_cursor_is_good_for_its_own_list_and_filter_alone() {
    assertThatThrownBy(() -> Cursor.read(Cursor.of(HERE, "list a"), "list b")).isInstanceOf(BadInput.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "x", "0", "null", "' or 1=1 --", "../../etc/passwd", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "//////////////////////////////////////////////////", "%00", "ключ"})
  void what_never_was_a_cursor_is_refused(String word) {
    assertThatThrownBy(() -> Cursor.read(word, "list")).isInstanceOf(BadInput.class);
    assertThatThrownBy(() -> Cursor.read(word.repeat(100), "list")).isInstanceOf(BadInput.class);
  }
}
