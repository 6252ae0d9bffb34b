package org.obzvon.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.fixture.ConsoleHouse;
import org.obzvon.register.Language;

/// Tests a day at the desk in a real browser, against the whole service with its database and the rehearsal's simulated
/// exchange: the first sign-in, a register with rejected rows, a campaign from the first click to its comparison. The
/// steps build on one another.
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleInBrowserTest {
  static final String PASSWORD = "four unrelated words here";
  private static final List<String> PAGES_OF_SUPERVISOR = List.of("/board", "/campaigns", "/campaigns/new",
      "/campaigns/browser", "/campaigns/browser/comparison",
      "/register",
      "/debtors?q=10000", "/debtors/100003", "/inbox", "/stops", "/policies", "/policies/open",
      "/policies/ru-suspension-notice", "/rates", "/exchanges", "/password");
  private static final List<String> PAGES_OF_ADMINISTRATOR = List.of("/users", "/users/olga", "/keys", "/audit");

  /// Adds up the column of promises in the first table of the comparison.
  private static final String PROMISED = """
      (() => {
        const table = document.querySelector('.report table');
        const at = [...table.tHead.rows[0].cells].findIndex(cell => cell.textContent === 'promised');
        return [...table.tBodies[0].rows].reduce((sum, row) => sum + Number(row.cells[at].textContent), 0);
      })()""";

  @TempDir
  private static Path folder;
  private static Browser browser;
  private static ConsoleHouse house;
  private static String firstPassword;

  @BeforeAll
  static void open() {
    browser = Browser.open();
    house = new ConsoleHouse(folder);
    firstPassword = house.console().firstPassword().orElseThrow();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    if (house != null) {
      house.close();
    }
  }

  private static Page page(Browser.Size size, Language language) {
    return browser.page(size, language.locale());
  }

  private static void signIn(Page page, String login, String password) {
    signIn(house.address(), page, login, password);
  }

  static void signIn(String address, Page page, String login, String password) {
    page.navigate(address + "/sign-in");
    page.fill("input[name=login]", login);
    page.fill("input[name=password]", password);
    page.press("input[name=password]", "Enter");
  }

  private static void changePassword(Page page, String old) {
    page.fill("input[name=old]", old);
    page.fill("input[name=new]", PASSWORD);
    page.fill("input[name=again]", PASSWORD);
    page.press("input[name=again]", "Enter");
    page.waitForURL("**/sign-in");
  }

  private static void nothingWrong() {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requestsElsewhere(house.address())).isEmpty();
  }

  @Test
  @Order(1)
  void the_first_administrator_changes_his_password_and_lets_a_supervisor_in() {
    Page page = page(Browser.DESK, Language.EN);
    signIn(page, "admin", firstPassword);
    page.waitForURL("**/password");
    changePassword(page, firstPassword);
    signIn(page, "admin", PASSWORD);
    page.waitForURL("**/board");
    FirstSteps.areTold(page, house.address(), "administrator");
    page.navigate(house.address() + "/users");
    letIn(page, "olga", "Ольга Петрова", "SUPERVISOR", "");
    letIn(page, "ana", "Ana Munteanu", "OPERATOR", "PJSIP/101");
    nothingWrong();
  }

  /// Adds a user. Each user begins with a password of their own.
  private static void letIn(Page page, String login, String name, String role, String telephone) {
    page.navigate(house.address() + "/users");
    page.fill("input[name=login]", login);
    page.fill("input[name=name]", name);
    page.selectOption("select[name=role]", role);
    page.fill("input[name=exchange]", telephone.isEmpty() ? "" : "pbx");
    page.fill("input[name=endpoint]", telephone);
    page.click("form[action='/users'] button");
    String secret = page.textContent("#secret");
    Page first = page(Browser.DESK, Language.RU);
    signIn(first, login, secret);
    first.waitForURL("**/password");
    changePassword(first, secret);
    signIn(first, login, PASSWORD);
    first.waitForURL(role.equals("OPERATOR") ? "**/desk" : "**/board");
  }

  @Test
  @Order(2)
  void a_register_is_tried_its_bad_rows_are_shown_and_it_is_taken() {
    Page page = page(Browser.DESK, Language.EN);
    signIn(page, "olga", PASSWORD);
    page.waitForURL("**/board");
    FirstSteps.areTold(page, house.address(), "supervisor");
    page.navigate(house.address() + "/register");
    page.setInputFiles("input[type=file]", house.register(60, 3));
    page.click("form[data-upload] button");
    page.waitForURL(Pattern.compile(".*/register/[0-9a-f-]{36}"));
    Locator take = page.locator("form[action$='/take'] button");
    assertThat(page.locator("main")).containsText("phones");
    for (Language language : Language.values()) {
      LanguageMenu.choose(page, language, page.url());
      Browser.picture(page, "upload-" + language.tag() + "-desk");
    }
    take.click();
    page.locator(".done").waitFor();
    assertThat(page.locator(".numbers b").first()).hasText("60");
    nothingWrong();
  }

  @Test
  @Order(3)
  void a_campaign_is_written_from_a_few_choices_tried_and_started_and_its_numbers_move() {
    Page page = page(Browser.DESK, Language.EN);
    signIn(page, "olga", PASSWORD);
    page.waitForURL("**/board");
    page.navigate(house.address() + "/campaigns/new");
    page.fill("form[action='/campaigns/draft'] input[name=name]", "browser");
    page.selectOption("select[name=policy]", "open");
    page.selectOption("select[name=script]", "payment-active");
    page.fill("input[name=weight-ROBOT]", "70");
    page.fill("input[name=weight-SMS]", "0");
    page.fill("input[name=first]", "0");
    page.fill("input[name=second]", "0");
    page.fill("input[name=at]", "07:30");
    page.fill("input[name=caller]", "+37322000000");
    page.fill("input[name=lines]", "4");
    page.click("form[action='/campaigns/draft'] button");
    page.click("form[action='/campaigns'] button");
    page.waitForURL("**/campaigns/browser");
    page.click("a[href$='/dry-run']");
    assertThat(page.locator("#tried")).isVisible();
    assertThat(page.locator("#tried .numbers b").first()).hasText("60");
    Browser.picture(page, "dry-run-en-desk");
    Page desk = new OperatorInBrowser(house.address()).signedOn(page(Browser.DESK, Language.RO));
    page.click("form[action$='/start'] button");
    page.waitForURL("**/campaigns/browser");
    Page board = page(Browser.DESK, Language.RU);
    signIn(board, "olga", PASSWORD);
    board.waitForURL("**/board");
    var patience = new LocatorAssertions.HasTextOptions().setTimeout(60_000);
    assertThat(board.locator("[data-number=reached]")).hasText(Pattern.compile("[1-9]\\d*"), patience);
    int first = Integer.parseInt(board.textContent("[data-number=total]"));
    board.waitForFunction("first => Number(document.querySelector('[data-number=total]').textContent) > first", first);
    assertThat(board.locator("[data-lines] tr").first()).isVisible();
    String number = new OperatorInBrowser(house.address()).takesOver(desk);
    seesThePromise(number);
    nothingWrong();
  }

  private static void seesThePromise(String number) {
    Page olga = page(Browser.DESK, Language.EN);
    signIn(olga, "olga", PASSWORD);
    LanguageMenu.choose(olga, Language.EN, house.address() + "/debtors/" + number);
    assertThat(olga.locator("main")).containsText("100.00 MDL");
    Browser.picture(olga, "debtor-with-promise-en-desk");
    await().untilAsserted(() -> {
      olga.navigate(house.address() + "/campaigns/browser/comparison");
      olga.locator("form[action$='/comparison'] button").click();
      assertThat(((Number) olga.evaluate(PROMISED)).intValue()).isEqualTo(1);
    });
    Browser.picture(olga, "comparison-with-promise-en-desk");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @Order(4)
  void every_page_of_a_supervisor_and_an_administrator_is_whole_at_both_sizes(Language language) {
    for (Browser.Size size : List.of(Browser.DESK, Browser.TELEPHONE)) {
      String suffix = "-" + language.tag() + (size.equals(Browser.DESK) ? "-desk" : "-telephone");
      Page door = page(size, language);
      door.navigate(house.address() + "/sign-in");
      Browser.picture(door, "sign-in" + suffix);
      visit(door, "olga", language, PAGES_OF_SUPERVISOR, suffix);
      visit(page(size, language), "admin", language, PAGES_OF_ADMINISTRATOR, suffix);
    }
    nothingWrong();
  }

  private static void visit(Page page, String login, Language language, List<String> paths, String suffix) {
    signIn(page, login, PASSWORD);
    page.waitForURL("**/board");
    LanguageMenu.choose(page, language, house.address() + paths.getFirst());
    for (String path : paths) {
      page.navigate(house.address() + path);
      assertThat(page.locator("html")).hasAttribute("lang", language.tag());
      assertThat(page.locator("h1").first()).isVisible();
      String name = path.replaceAll("\\?.*", "-found").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
      Browser.picture(page, name + suffix);
    }
  }

  @Test
  @Order(5)
  void the_keyboard_alone_finds_a_debtor() {
    Page page = page(Browser.DESK, Language.EN);
    signIn(page, "olga", PASSWORD);
    page.waitForURL("**/board");
    page.navigate(house.address() + "/debtors");
    assertThat(page.locator("input[name=q]")).isFocused();
    page.keyboard().type("069000007");
    page.keyboard().press("Enter");
    page.waitForURL("**/debtors/100007");
    assertThat(page.locator("h1")).containsText("Ion Rusu 7");
    nothingWrong();
  }
}
