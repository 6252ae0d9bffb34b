package org.obzvon;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.obzvon.document.BadInput;

/// Two processes on one database.
class SoleUseTest {
  private final DataSource store = TestStore.freshDataSource();

  @Test
  void the_operators_of_an_exchange_are_seated_by_one_process_until_it_ends() {
    SoleUse first = SoleUse.take(store, "first", List.of("pbx"));
    try (SoleUse elsewhere = SoleUse.take(store, "elsewhere", List.of("other"))) {
      assertThatThrownBy(() -> SoleUse.take(store, "second", List.of("pbx")))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("exchanges.pbx.operators")
          .hasMessageContaining("another running dialer");
    }
    first.close();
    SoleUse.take(store, "second", List.of("pbx")).close();
  }

  @Test
  void a_process_that_is_refused_one_thing_keeps_none() {
    try (SoleUse first = SoleUse.take(store, "first", List.of("pbx"))) {
      assertThatThrownBy(() -> SoleUse.take(store, "second", List.of("pbx"))).isInstanceOf(BadInput.class);
      SoleUse.take(store, "second", List.of()).close();
      assertThatThrownBy(() -> SoleUse.take(store, "first", List.of()))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("another name");
    }
  }
}
