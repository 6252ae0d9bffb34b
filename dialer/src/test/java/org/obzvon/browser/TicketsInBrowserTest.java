package org.obzvon.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.commands.UserUseCases;
import org.obzvon.contact.ReasonSink.Heard;
import org.obzvon.contact.ReasonSink.Source;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestConsole;
import org.obzvon.fixture.TestData;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.reason.ReasonRules;
import org.obzvon.reason.RuledReasons;
import org.obzvon.reason.jooq.JooqReasonBook;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Role;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Tests a complaint's way over the pages in a real browser: found in the list, answered, closed, in every language.
@Tag("slow")
class TicketsInBrowserTest {
  private static final String WORDS = "нет сигнала <img src=x onerror=alert(1)>";

  @TempDir
  private static Path folder;
  private static final TestClock clock = TestConsole.noon();
  private static Browser browser;
  private static TestConsole console;
  private static TestData data;

  @BeforeAll
  static void open() {
    browser = Browser.open();
    console = new TestConsole(folder, clock);
    data = new TestData(console.db());
    UserUseCases staff = console.desk().staff();
    staff.add(
        Actor.COMMAND_LINE, "olga", new UserUseCases.Particulars("Test olga", Role.SUPERVISOR, Language.EN,
            java.util.Optional.empty(), Set.of()));
    staff.choosePassword(Actor.COMMAND_LINE, staff.named("olga"), ConsoleInBrowserTest.PASSWORD);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    if (console != null) {
      console.close();
    }
  }

  private static void complains(String account) {
    DSLContext db = console.db();
    UUID debtor = data.debtor(account, LocalDate.of(2026, 11, 1));
    var stops = new JooqSuppressions(db, new JooqWithdrawals(db, clock), new JooqEventOutbox(db), clock);
    new RuledReasons(ReasonRules.USUAL, new JooqReasonBook(db, new JooqEventOutbox(db)), stops)
        .heard(new Heard(Source.text(IdGenerator.next()), debtor, NonPaymentReason.QUALITY_OF_SERVICE, WORDS,
            clock.instant()));
  }

  private static String said(Language language, String english, String russian, String romanian) {
    return switch (language) {
      case EN -> english;
      case RU -> russian;
      case RO -> romanian;
    };
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void a_ticket_is_found_in_the_list_answered_and_closed(Language language) {
    String account = "55" + language.ordinal();
    complains(account);
    Page page = browser.page(Browser.DESK, language.locale());
    ConsoleInBrowserTest.signIn(console.address(), page, "olga", ConsoleInBrowserTest.PASSWORD);
    page.waitForURL("**/board");
    LanguageMenu.choose(page, language, console.address() + "/tickets");

    String noDemands = said(language, "no demands", "без требований оплаты", "fără cereri de plată");
    assertThat(page.locator("tbody tr").first()).containsText(account);
    assertThat(page.locator("tbody tr").first()).containsText(WORDS);
    assertThat(page.locator("tbody tr").first()).containsText(noDemands);
    Browser.picture(page, "tickets-" + language.tag() + "-desk");
    page.click("tbody tr:first-child th a");
    page.waitForURL(Pattern.compile(".*/tickets/[0-9a-f-]{36}"));
    String place = page.url();
    assertThat(page.locator("main")).containsText(noDemands);
    Browser.picture(page, "ticket-open-" + language.tag() + "-desk");

    page.fill("textarea[name=note]", "a fitter <b>comes</b>");
    page.click("button[formaction$='/answer']");
    assertThat(page.locator("main")).containsText("a fitter <b>comes</b>");
    assertThat(page.locator("button[formaction$='/answer']")).hasCount(0);
    page.fill("textarea[name=note]", "cable changed");
    page.click("form[action$='/close'] button");
    assertThat(page.locator("main")).containsText("cable changed");
    assertThat(page.locator("textarea")).hasCount(0);
    for (Browser.Size size : List.of(Browser.DESK, Browser.TELEPHONE)) {
      page.setViewportSize(size.width(), size.height());
      Browser.picture(page, "ticket-closed-" + language.tag() + (size.equals(Browser.DESK) ? "-desk" : "-telephone"));
    }

    page.navigate(console.address() + "/tickets");
    assertThat(page.locator("main")).not().containsText(account);
    page.navigate(console.address() + "/tickets?all=true");
    assertThat(page.locator("a[href='" + place.substring(console.address().length()) + "']")).isVisible();
    Browser.picture(page, "tickets-all-" + language.tag() + "-telephone");
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requestsElsewhere(console.address())).isEmpty();
  }
}
