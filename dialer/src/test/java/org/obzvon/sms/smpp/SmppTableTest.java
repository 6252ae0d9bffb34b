package org.obzvon.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.sms.DeliveryStatus;

/// Tests the meaning of a centre's codes, and above all that they say no more about a debtor's number than they mean.
class SmppTableTest {

  @Test
  void every_row_has_a_source_and_every_code_one_row() {
    assertThat(SmppTable.ROWS).allSatisfy(row -> assertThat(row.source()).isNotBlank());
    assertThat(SmppTable.ROWS).extracting(row -> row.says() + " " + row.code()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "0x0B, NO_SUCH_NUMBER", "0x45, GATEWAY", "0x65, GATEWAY", "0x66, GATEWAY", "0x50, GATEWAY", "0x51, GATEWAY",
    "0x58, CONGESTION", "0x14, CONGESTION", "0x64, CONGESTION", "0x0A, GATEWAY", "0x0E, GATEWAY", "0x08, GATEWAY",
    "0xFF, GATEWAY", "0x0400, GATEWAY", "0x04FF, GATEWAY"
  })
  void of_all_refusals_that_of_the_address_alone_speaks_of_the_number(int status, DeliveryStatus fate) {
    assertThat(SmppStatuses.refused(status)).isEqualTo(fate);
    assertThat(SmppStatuses.isThrottling(status)).isEqualTo(fate == DeliveryStatus.CONGESTION);
  }

  @ParameterizedTest
  @CsvSource({"UNDELIV", "REJECTD", "EXPIRED", "DELETED", "FAILED", "UNKNOWN", "ACKED"})
  void a_state_alone_never_speaks_of_the_number(String word) {
    assertThat(SmppStatuses.word(word).orElseThrow()).isNotIn(DeliveryStatus.NO_SUCH_NUMBER, DeliveryStatus.BARRED);
  }

  @ParameterizedTest
  @CsvSource({
    "OTHER, 001, ", "OTHER, 005, ", "GSM_MAP, 001, NO_SUCH_NUMBER", "GSM_MAP, 006, NOT_DELIVERED",
    "GSM_MAP, 27, NOT_DELIVERED", "GSM_MAP, 013, BARRED", "GSM_MAP, 999, ", "TWILIO, 001, NOT_DELIVERED",
    "TWILIO, 005, NO_SUCH_NUMBER", "GSM_MAP, none, "
  })
  void an_error_code_is_read_by_the_numbers_of_its_provider_alone(ErrorCodeScheme whose, String code,
      DeliveryStatus fate) {
    assertThat(SmppStatuses.error(whose, code).orElse(null)).isEqualTo(fate);
  }
}
