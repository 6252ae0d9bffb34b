package org.obzvon.sms.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.sms.DeliveryStatus;

class TwilioCodesTest {

  @ParameterizedTest
  @CsvSource({
    "queued, 0, ON_ITS_WAY", "sent, 0, ON_ITS_WAY", "invented, 0, ON_ITS_WAY", "delivered, 0, DELIVERED",
    "read, 0, DELIVERED", "undelivered, 30003, NOT_DELIVERED", "undelivered, 30005, NO_SUCH_NUMBER",
    "undelivered, 30006, NO_SUCH_NUMBER", "undelivered, 30007, GATEWAY", "failed, 21610, OPTED_OUT",
    "failed, 21408, GATEWAY", "failed, 21612, GATEWAY", "failed, 30004, NOT_DELIVERED", "failed, 21614, NO_SUCH_NUMBER",
    "failed, 30001, CONGESTION", "failed, 99999, GATEWAY", "failed, 0, NOT_DELIVERED"
  })
  void statuses_and_codes_become_fates(String status, int code, DeliveryStatus fate) {
    assertThat(TwilioCodes.fate(status, code)).isEqualTo(fate);
  }

  @Test
  void every_code_has_one_row_with_its_page() {
    assertThat(TwilioCodes.ROWS).extracting(TwilioCodes.Row::code).doesNotHaveDuplicates();
    assertThat(TwilioCodes.ROWS)
        .allSatisfy(row -> assertThat(row.source()).startsWith("twilio.com/docs/api/errors/" + row.code() + " "));
  }
}
