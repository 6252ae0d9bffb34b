package org.obzvon;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.desk.ConversationKind;
import org.obzvon.desk.OperatorState;
import org.obzvon.desk.Work;
import org.obzvon.register.Language;
import org.obzvon.staff.Role;
import org.obzvon.staff.User;

/// An operator's page in the states that a person should look at, in every language.
class DeskInBrowserTest {
  @TempDir private Path folder;

  private record Shown(String name, Work work, OperatorState state, ConversationKind kind, boolean records) {}

  private static final List<Shown> STATES =
      List.of(
          new Shown("promised", Work.ESCALATIONS, OperatorState.READING, ConversationKind.CALL_BACK, false),
          new Shown("promised-rings", Work.PROGRESSIVE, OperatorState.DIALLING, ConversationKind.CALL_BACK, false),
          new Shown("records", Work.ESCALATIONS, OperatorState.TALKING, ConversationKind.ESCALATED, true),
          new Shown("records-not", Work.ESCALATIONS, OperatorState.TALKING, ConversationKind.ESCALATED, false));

  @Test
  void the_desk_says_what_is_before_its_operator() {
    StillDesk desk = new StillDesk();
    try (Browser browser = Browser.open(); TestConsole console = TestConsole.staffed(folder, TestConsole.noon(), desk)) {
      User ana = console.user("ana", Role.OPERATOR, Language.RU);
      SeatedOperator seated = new SeatedOperator(ana.id(), TestConsole.noon().instant());
      Page page = browser.page(Browser.DESK, Language.RU.locale());
      ConsoleInBrowserTest.signIn(console.address(), page, "ana", TestConsole.PASSWORD);
      page.waitForURL("**/desk");
      for (Language language : Language.values()) {
        LanguageMenu.choose(page, language, console.address() + "/desk");
        for (Shown shown : STATES) {
          desk.records = shown.records();
          desk.seat = Optional.of(seated.with(shown.work(), shown.state(), shown.kind()));
          page.navigate(console.address() + "/desk");
          assertThat(page.locator("#promised")).hasCount(shown.kind() == ConversationKind.CALL_BACK ? 1 : 0);
          assertThat(page.locator("[data-key='Alt+R']")).hasCount(shown.records() ? 1 : 0);
          picture(page, "desk-" + shown.name() + "-" + language.tag());
        }
      }
      Assertions.assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void picture(Page page, String name) {
    Browser.picture(page, name + "-desk");
    page.setViewportSize(Browser.TELEPHONE.width(), Browser.TELEPHONE.height());
    Browser.picture(page, name + "-telephone");
    page.setViewportSize(Browser.DESK.width(), Browser.DESK.height());
  }
}
