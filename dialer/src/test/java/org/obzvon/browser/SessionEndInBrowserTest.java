package org.obzvon.browser;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.fixture.TestConsole;
import org.obzvon.register.Language;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Role;
import org.obzvon.staff.User;

/// Tests a live page that nobody touches, when its session ends elsewhere.
@Tag("slow")
class SessionEndInBrowserTest {
  @TempDir
  private Path folder;

  @Test
  void the_board_of_somebody_who_is_let_in_no_more_asks_who_is_there() {
    try (Browser browser = Browser.open(); TestConsole console = new TestConsole(folder, TestConsole.noon())) {
      User olga = console.user("olga", Role.SUPERVISOR, Language.EN);
      Page page = browser.page(Browser.DESK, Language.EN.locale());
      ConsoleInBrowserTest.signIn(console.address(), page, "olga", TestConsole.PASSWORD);
      page.waitForURL("**/board");
      page.locator("[data-live]").waitFor();
      console.desk().staff().setActive(Actor.COMMAND_LINE, olga, false);
      page.waitForURL("**/sign-in?to=%2Fboard");
    }
  }
}
