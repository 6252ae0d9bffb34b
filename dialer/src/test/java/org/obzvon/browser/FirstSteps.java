package org.obzvon.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.obzvon.register.Language;

/// Checks the board of a new installation: it says what comes next, to each role its own part.
final class FirstSteps {
  private FirstSteps() {}

  static void areTold(Page page, String address, String role) {
    for (Language language : Language.values()) {
      LanguageMenu.choose(page, language, address + "/board");
      assertThat(page.locator(".steps li").first()).isVisible();
      Browser.picture(page, "first-steps-" + role + "-" + language.tag() + "-desk");
    }
  }
}
