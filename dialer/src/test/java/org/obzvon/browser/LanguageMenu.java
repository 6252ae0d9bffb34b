package org.obzvon.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.obzvon.register.Language;

/// Chooses the language of the pages in the menu of the user's name, as a person does.
final class LanguageMenu {
  private LanguageMenu() {}

  static void choose(Page page, Language language, String then) {
    page.click("details.me > summary");
    page.click("button[name=language][value=" + language.name() + "]");
    assertThat(page.locator("html")).hasAttribute("lang", language.tag());
    page.navigate(then);
  }
}
