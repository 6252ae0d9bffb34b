package org.obzvon.register.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyTableTest {
  @Test
  void a_table_that_grows_answers_like_a_map() {
    Random random = new Random(5);
    Map<String, Integer> map = new HashMap<>();
    try (KeyTable table = new KeyTable(0)) {
      for (int i = 1; i <= 200_000; i++) {
        String key = Integer.toString(random.nextInt(150_000));
        Integer earlier = map.putIfAbsent(key, i);
        assertThat(table.putIfAbsent(key, i)).isEqualTo(earlier == null ? 0 : earlier);
      }
      map.forEach((key, number) -> assertThat(table.get(key)).isEqualTo(number));
      assertThat(table.get("none")).isZero();
    }
  }
}
