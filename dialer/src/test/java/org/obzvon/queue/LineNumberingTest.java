package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.obzvon.register.IdGenerator;

class LineNumberingTest {
  private static final List<UUID> HOUSEHOLDS = Stream.generate(IdGenerator::next).limit(3_000).toList();

  @Test
  void a_household_always_sees_the_same_number_and_the_numbers_share_the_households() {
    LineNumbering terms = new LineNumbering(List.of(), List.of("+37322000000", "+37322000001", "+37322000002"));
    var shares = HOUSEHOLDS.stream()
        .collect(Collectors.groupingBy(one -> terms.callerId(one, "+1"), Collectors.counting()));
    assertThat(shares).hasSize(3);
    assertThat(shares.values()).allSatisfy(share -> assertThat(share).isBetween(800L, 1_200L));
    assertThat(HOUSEHOLDS)
        .allSatisfy(one -> assertThat(terms.callerId(one, "+1")).isEqualTo(terms.callerId(one, "+2")));
  }

  @Test
  void one_number_more_changes_that_of_few_households() {
    LineNumbering two = new LineNumbering(List.of(), List.of("+37322000000", "+37322000001"));
    LineNumbering three = new LineNumbering(List.of(), List.of("+37322000002", "+37322000001", "+37322000000"));
    assertThat(HOUSEHOLDS.stream().filter(one -> !two.callerId(one, "").equals(three.callerId(one, ""))).toList())
        .hasSizeBetween(800, 1_200)
        .allSatisfy(one -> assertThat(three.callerId(one, "")).isEqualTo("+37322000002"));
  }

  @Test
  void without_numbers_of_its_own_the_line_shows_the_campaigns() {
    assertThat(LineNumbering.ANY.callerId(HOUSEHOLDS.getFirst(), "+37322111111")).isEqualTo("+37322111111");
  }
}
