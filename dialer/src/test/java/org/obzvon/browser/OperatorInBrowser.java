package org.obzvon.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.obzvon.register.Language;

/// An operator at their page, who waits, takes over a debtor and records the disposition.
record OperatorInBrowser(String address) {

  /// Signs in to the console, then on to the desk, by the keyboard.
  Page signedOn(Page desk) {
    ConsoleInBrowserTest.signIn(address, desk, "ana", ConsoleInBrowserTest.PASSWORD);
    desk.waitForURL("**/desk");
    LanguageMenu.choose(desk, Language.RO, address + "/desk");
    Browser.picture(desk, "desk-away-ro-desk");
    desk.keyboard().press("Alt+a");
    assertThat(desk.locator("#my-state")).isVisible();
    Browser.picture(desk, "desk-waiting-ro-desk");
    KeyboardWalk.through(desk);
    pausesAndGoesOnByTheSameKey(desk);
    return desk;
  }

  /// Pauses and resumes by the same button: it changes when it is pressed, and it keeps the keyboard focus.
  private static void pausesAndGoesOnByTheSameKey(Page desk) {
    Locator button = desk.locator("[data-key='Alt+P']");
    button.focus();
    for (String state : List.of("warn", "good")) {
      desk.keyboard().press("Enter");
      desk.locator("#my-state." + state).waitFor();
      assertThat(button).isFocused();
    }
  }

  /// Waits for the debtor, types during the call, and checks that the typed values stay after
  /// the hang-up and are saved then.
  ///
  /// @return the debtor's account
  String takesOver(Page desk) {
    Locator hangUp = desk.locator("[data-key='Alt+E']");
    hangUp.waitFor(new Locator.WaitForOptions().setTimeout(90_000));
    String number = desk.textContent("#pop dd >> nth=0").strip();
    for (Language language : Language.values()) {
      LanguageMenu.choose(desk, language, address + "/desk");
      Browser.picture(desk, "desk-talking-" + language.tag() + "-desk");
      desk.setViewportSize(Browser.TELEPHONE.width(), Browser.TELEPHONE.height());
      Browser.picture(desk, "desk-talking-" + language.tag() + "-telephone");
      desk.setViewportSize(Browser.DESK.width(), Browser.DESK.height());
    }
    KeyboardWalk.through(desk);
    desk.selectOption("select[name=reason]", "NO_MONEY");
    desk.fill("input[name=promise-day]", LocalDate.now(ZoneId.of("UTC")).plusDays(5).toString());
    desk.fill("input[name=promise-amount]", "100");
    desk.keyboard().press("Alt+e");
    desk.locator("#my-state.warn").waitFor();
    assertThat(desk.locator("input[name=promise-amount]")).hasValue("100");
    desk.keyboard().press("Alt+w");
    desk.waitForURL("**/desk");
    assertThat(desk.locator(".fault:visible")).hasCount(0);
    return number;
  }
}
