package org.obzvon.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.call.LineChange.Why;
import org.obzvon.call.OpenBreaker;
import org.obzvon.commands.UserUseCases;
import org.obzvon.console.LineTrouble;
import org.obzvon.console.Vitals;
import org.obzvon.contact.ContactState;
import org.obzvon.fixture.BusyNumber;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestConsole;
import org.obzvon.policy.DeadNumberDoubts;
import org.obzvon.register.Language;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Role;

/// Tests lines in trouble, a restore that nobody has confirmed, and a test call, in a real browser, in every language
/// and at both widths.
@Tag("slow")
class LinesInBrowserTest {
  private static final Instant SINCE = Instant.parse("2026-11-24T11:30:00Z");

  @TempDir
  private static Path folder;
  private static final TestClock clock = TestConsole.noon();
  private static final BusyNumber number = new BusyNumber();
  private static Browser browser;
  private static TestConsole console;

  /// A service with a line of each kind of trouble.
  private record TroubledVitals(List<LineState> lines) implements Vitals {
    @Override
    public Map<ContactState, Integer> waiting() {
      return Map.of(ContactState.QUEUED, 17);
    }

    @Override
    public int unstored() {
      return 0;
    }

    @Override
    public List<String> dead() {
      return List.of();
    }

    @Override
    public List<DeadNumberDoubts.Doubt> doubtedLines() {
      return List
          .of(new DeadNumberDoubts.Doubt("north", SINCE, new DeadNumberDoubts.Count(21, 24, Optional.of(SINCE))));
    }
  }

  @BeforeAll
  static void open() {
    browser = Browser.open();
    var vitals = new TroubledVitals(
        List.of(
            new Vitals.LineState("east", true, 3, 20, Optional.of(LineTrouble.CLOCK_AHEAD.with(75))),
            new Vitals.LineState("north", true, 2, 10),
            new Vitals.LineState("south", false, 0, 10),
            new Vitals.LineState(
                "west", true, 0, 10, Optional.empty(),
                Optional.of(new OpenBreaker(SINCE, Why.FAULTS, "EXCHANGE, SIP 403")))));
    console = TestConsole.calling(folder, clock, vitals, number);
    console.db().execute(
        "insert into restoration (taken_at, restored_at, campaigns) values ('2026-11-24 08:00Z', '2026-11-24 10:00Z', '{}')");
    UserUseCases staff = console.desk().staff();
    staff.add(
        Actor.COMMAND_LINE, "olga", new UserUseCases.Particulars("Test olga", Role.SUPERVISOR, Language.EN,
            Optional.empty(), Set.of()));
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

  private static Page signedIn(Browser.Size size, Language language) {
    Page page = browser.page(size, language.locale());
    ConsoleInBrowserTest.signIn(console.address(), page, "olga", ConsoleInBrowserTest.PASSWORD);
    page.waitForURL("**/board");
    return page;
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void lines_in_trouble_and_a_test_call_with_its_result_are_readable(Language language) {
    Page page = signedIn(Browser.DESK, language);
    LanguageMenu.choose(page, language, console.address() + "/exchanges");
    for (boolean away : List.of(false, true)) {
      number.away = away;
      page.fill("form[action='/exchanges/test-call'] input[name=account]", "A1");
      page.click("form[action='/exchanges/test-call'] button");
      assertThat(page.locator("#test-calls .mark.warn")).hasCount(0);
    }
    Browser.picture(page, "lines-" + language.tag());
    page.setViewportSize(Browser.TELEPHONE.width(), Browser.TELEPHONE.height());
    page.navigate(console.address() + "/exchanges");
    Browser.picture(page, "lines-telephone-" + language.tag());
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void a_refused_test_call_keeps_what_was_typed(Language language) {
    Page page = signedIn(Browser.DESK, language);
    LanguageMenu.choose(page, language, console.address() + "/exchanges");
    page.fill("form[action='/exchanges/test-call'] input[name=number]", "+37369000002");
    page.fill("form[action='/exchanges/test-call'] input[name=account]", "A-77");
    page.click("form[action='/exchanges/test-call'] button");
    assertThat(page.locator("[role=alert]")).isVisible();
    assertThat(page.locator("form[action='/exchanges/test-call'] input[name=number]")).hasValue("+37369000002");
    assertThat(page.locator("form[action='/exchanges/test-call'] input[name=account]")).hasValue("A-77");
    Browser.picture(page, "lines-refused-" + language.tag());
    assertThat(browser.complaints()).as("the refusal itself").hasSize(1)
        .allMatch(line -> line.contains("400 (Bad Request)"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void the_board_shows_a_doubted_line_and_an_unconfirmed_restore(Language language) {
    Page page = signedIn(Browser.DESK, language);
    LanguageMenu.choose(page, language, console.address() + "/board");
    assertThat(page.locator("[data-doubted=north]")).isVisible();
    assertThat(page.locator("#restored")).isVisible();
    Browser.picture(page, "board-restored-" + language.tag());
    page.setViewportSize(Browser.TELEPHONE.width(), Browser.TELEPHONE.height());
    page.navigate(console.address() + "/board");
    Browser.picture(page, "board-restored-telephone-" + language.tag());
  }
}
