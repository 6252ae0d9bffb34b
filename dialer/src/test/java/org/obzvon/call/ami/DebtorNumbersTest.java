package org.obzvon.call.ami;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that the carrier's debtors in `deploy/rig/debtors.conf` have numbers that a register import accepts.
class DebtorNumbersTest {

  @ParameterizedTest
  @ValueSource(strings = {"60", "61", "62", "63", "64", "65", "66", "67", "68", "69", "78", "79"})
  void a_debtors_number_is_a_valid_moldovan_mobile(String family) throws NumberParseException {
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    for (String rest : new String[]{"000000", "110000", "512345", "999999"}) {
      var number = phones.parse("+373" + family + rest, null);
      assertThat(phones.isValidNumberForRegion(number, "MD")).as(family + rest).isTrue();
      assertThat(phones.getNumberType(number)).as(family + rest).isEqualTo(PhoneNumberUtil.PhoneNumberType.MOBILE);
    }
  }
}
