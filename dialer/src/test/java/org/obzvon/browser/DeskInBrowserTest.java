package org.obzvon.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.desk.CommandReply;
import org.obzvon.desk.ConversationKind;
import org.obzvon.desk.OperatorState;
import org.obzvon.desk.OperatorWorkKind;
import org.obzvon.desk.Seat;
import org.obzvon.fixture.StillDesk;
import org.obzvon.fixture.TestConsole;
import org.obzvon.register.Language;
import org.obzvon.rig.SeatedOperator;
import org.obzvon.staff.Role;
import org.obzvon.staff.User;

/// Takes pictures of an operator's page in the states that a person should look at, in every language.
@Tag("slow")
class DeskInBrowserTest {
  @TempDir
  private Path folder;

  private record Shown(String name, OperatorWorkKind work, OperatorState state, ConversationKind kind,
      boolean records) {}

  private static final List<Shown> STATES = List.of(
      new Shown("promised", OperatorWorkKind.ESCALATIONS, OperatorState.READING, ConversationKind.CALL_BACK, false),
      new Shown("promised-rings", OperatorWorkKind.PROGRESSIVE, OperatorState.DIALLING, ConversationKind.CALL_BACK,
          false),
      new Shown("records", OperatorWorkKind.ESCALATIONS, OperatorState.TALKING, ConversationKind.ESCALATED, true),
      new Shown("records-not", OperatorWorkKind.ESCALATIONS, OperatorState.TALKING, ConversationKind.ESCALATED, false));

  @Test
  void the_desk_says_what_is_before_its_operator() {
    StillDesk desk = new StillDesk();
    try (Browser browser = Browser.open();
        TestConsole console = TestConsole.staffed(folder, TestConsole.noon(), desk)) {
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

  @Test
  void what_is_wrong_with_a_form_stays_while_the_page_lives_on_and_so_does_what_was_typed() {
    StillDesk desk = new StillDesk();
    try (Browser browser = Browser.open();
        TestConsole console = TestConsole.staffed(folder, TestConsole.noon(), desk)) {
      User ana = console.user("ana", Role.OPERATOR, Language.RU);
      SeatedOperator seated = new SeatedOperator(ana.id(), TestConsole.noon().instant());
      Seat talking = seated.with(OperatorWorkKind.ESCALATIONS, OperatorState.TALKING, ConversationKind.ESCALATED);
      desk.seat = Optional.of(talking);
      Page page = browser.page(Browser.DESK, Language.RU.locale());
      ConsoleInBrowserTest.signIn(console.address(), page, "ana", TestConsole.PASSWORD);
      page.waitForURL("**/desk");
      page.fill("input[name=promise-amount]", "много");
      page.fill("input[name=promise-day]", "2026-12-24");
      page.fill("textarea[name=note]", "<b>обещал</b>\nпосле зарплаты");
      page.check("input[name=next][value=COMPLAINT]");
      page.selectOption("select[name=reason]", "FORGOT");
      page.click("form[action='/desk/dispose'] button");
      page.waitForURL("**/desk/dispose");
      assertThat(page.locator("#problems .fault")).isVisible();
      livesOn(page, desk, talking, OperatorState.HOLDING);
      livesOn(page, desk, talking, OperatorState.TALKING);
      assertThat(page.locator("#problems .fault")).isVisible();
      assertThat(page.locator("input[name=promise-amount]")).hasValue("много");
      assertThat(page.locator("input[name=promise-day]")).hasValue("2026-12-24");
      assertThat(page.locator("textarea[name=note]")).hasValue("<b>обещал</b>\nпосле зарплаты");
      assertThat(page.locator("input[name=next][value=COMPLAINT]")).isChecked();
      assertThat(page.locator("select[name=reason]")).hasValue("FORGOT");
      picture(page, "desk-refused-ru");
      desk.reply = CommandReply.refused(CommandReply.Why.EXCHANGE);
      page.click("form[action='/desk/hold'] button");
      assertThat(page.locator("#problems .fault")).not().containsText("много");
      livesOn(page, desk, talking, OperatorState.HOLDING);
      assertThat(page.locator("#problems .fault")).isVisible();
      desk.reply = CommandReply.DONE;
      page.click("form[action='/desk/unhold'] button");
      assertThat(page.locator("#problems .fault")).hasCount(0);
      Assertions.assertThat(browser.complaints()).allMatch(one -> one.contains("400"));
    }
  }

  /// Changes the seat's state and waits until the page shows it.
  private static void livesOn(Page page, StillDesk desk, Seat talking, OperatorState state) {
    desk.seat = Optional.of(in(talking, state));
    page.evaluate("() => document.dispatchEvent(new Event('changed'))");
    page.waitForSelector(state == OperatorState.HOLDING ? "form[action='/desk/unhold']" : "form[action='/desk/hold']");
  }

  private static Seat in(Seat seat, OperatorState state) {
    return new Seat(
        seat.operator(), seat.work(), new Seat.Status(state, "", seat.since()), seat.signedOnAt(), seat.missed(),
        seat.turn());
  }

  private static void picture(Page page, String name) {
    Browser.picture(page, name + "-desk");
    page.setViewportSize(Browser.TELEPHONE.width(), Browser.TELEPHONE.height());
    Browser.picture(page, name + "-telephone");
    page.setViewportSize(Browser.DESK.width(), Browser.DESK.height());
  }
}
