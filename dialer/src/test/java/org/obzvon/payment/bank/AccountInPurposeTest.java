package org.obzvon.payment.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountInPurposeTest {
  private static final AccountInPurpose USUAL = new AccountInPurpose(List.of());

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "Оплата за интернет, л/с 100101 | 100101",
    "Л/С: 100101 за ноябрь          | 100101",
    "лс №100101                      | 100101",
    "лицевой счет 100101, кв. 5      | 100101",
    "Лицевой счёт № 100101           | 100101",
    "л.с. 100101                     | 100101",
    "Оплата по договору № 5-12/2020 от 01.02.2020 | 5-12/2020",
    "договор А-77 интернет           | А-77",
    "дог. 12 л/с 100101              | 100101",
    "Plata internet contract 200101 Popescu Ion | 200101",
    "contractul nr. 200101           | 200101",
    "cod client 200101               | 200101",
    "Internet, account 100101        | 100101",
    "acct. no. 100101 November       | 100101",
    "л/с 100101 и ещё раз л/с 100101 | 100101",
    "100101                          | 100101"})
  void the_account_is_found_where_people_write_it(String purpose, String account) {
    assertThat(USUAL.in(purpose)).isEqualTo(new AccountInPurpose.Found.One(account));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Оплата за интернет", "", "договор поставки услуг", "оплата по счёту-фактуре 77 от 01.02",
    "плс 100101", "contract de internet"})
  void no_account_is_made_up(String purpose) {
    assertThat(USUAL.in(purpose)).isInstanceOf(AccountInPurpose.Found.None.class);
  }

  @Test
  void two_accounts_are_not_guessed_between() {
    assertThat(USUAL.in("л/с 1 и л/с 2"))
        .isEqualTo(new AccountInPurpose.Found.None(BankFault.SEVERAL_ACCOUNTS.with("1, 2")));
  }

  @Test
  void patterns_of_the_mapping_take_the_place_of_the_usual_ones() {
    var own = new AccountInPurpose(List.of(Pattern.compile("абон-т\\s*(\\d+)")));
    assertThat(own.in("абон-т 77, л/с 100101")).isEqualTo(new AccountInPurpose.Found.One("77"));
    assertThat(own.in("л/с 100101")).isInstanceOf(AccountInPurpose.Found.None.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(?:(a|b)*)*c", "(.*)*x(.*)*x(?:.*)*y"})
  void a_pattern_that_tries_all_ways_ends(String pattern) {
    var slow = new AccountInPurpose(List.of(Pattern.compile(pattern)));
    assertThat(slow.in("a".repeat(900) + "!")).isInstanceOf(AccountInPurpose.Found.None.class);
  }

  @Test
  void a_pattern_that_takes_too_long_is_told() {
    var slow = new AccountInPurpose(List.of(Pattern.compile("(a+)+$")));
    assertThat(slow.in("a".repeat(900) + "!")).isEqualTo(new AccountInPurpose.Found.None(BankFault.PATTERN.with()));
  }
}
