package org.obzvon.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.obzvon.call.OutcomeTable.Row;
import org.obzvon.call.OutcomeTable.Says;

class OutcomeTableTest {

  @Test
  void every_row_has_a_source_and_no_code_stands_twice() {
    assertThat(OutcomeTable.ROWS).allSatisfy(row -> assertThat(row.source()).isNotBlank());
    assertThat(OutcomeTable.ROWS.stream().map(row -> row.says() + " " + row.code())).doesNotHaveDuplicates();
  }

  @Test
  void every_dial_status_and_every_answer_to_a_request_has_a_row() {
    assertThat(codes(Says.DIAL_STATUS)).containsExactlyInAnyOrder(names(CallEvent.DialStatus.values()));
    assertThat(codes(Says.ORIGINATE_REASON)).containsExactlyInAnyOrder(names(CallEvent.Coarse.values()));
  }

  private static String[] codes(Says says) {
    return OutcomeTable.ROWS.stream().filter(row -> row.says() == says).map(Row::code).toArray(String[]::new);
  }

  private static String[] names(Enum<?>... values) {
    return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
  }
}
