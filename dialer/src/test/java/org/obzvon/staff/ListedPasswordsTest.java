package org.obzvon.staff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.staff.nbvcxz.ListedPasswords;

class ListedPasswordsTest {
  private final CommonPasswords common = new ListedPasswords();

  @ParameterizedTest
  @ValueSource(strings = {
    "password1234", "P@ssw0rd2026", "qwertyuiop12", "123456789012", "aaaaaaaaaaaa", "abcabcabcabc", "1q2w3e4r5t6y",
    "йцукенгшщзхъ", "Obzvon2026!!", "administrator", "!!!iloveyou!!!", "zxcvbnm,1234", "987654321098"})
  void what_is_guessed_first_is_known(String password) {
    assertThat(common.contains(password)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "correct horse battery", "a new long one", "dragonfly-river-2026", "сто семь рыжих котов",
    "k7mwe-q2xhv-9pdzt-ruayn",
    "trei mere pe masa"})
  void words_that_nobody_puts_together_are_not(String password) {
    assertThat(common.contains(password)).isFalse();
  }
}
