package org.obzvon;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.register.Language;

/// A day at the desk in a real browser, against the whole service with its database and the rehearsal's exchange: the
/// first sign-in, a register with rejected rows, a campaign from the first click to its comparison. The steps build on
/// one another.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleInBrowserTest {
  private static final String PASSWORD = "four unrelated words here";
  private static final List<String> PAGES_OF_SUPERVISOR =
      List.of("/board", "/campaigns", "/campaigns/new", "/campaigns/browser", "/campaigns/browser/comparison", "/register",
          "/debtors?q=10000", "/debtors/100003", "/inbox", "/stops", "/policies", "/policies/open", "/rates", "/exchanges", "/password");
  private static final List<String> PAGES_OF_ADMINISTRATOR = List.of("/users", "/users/olga", "/keys", "/audit");

  @TempDir private static Path folder;
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
    page.navigate(house.address() + "/sign-in");
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
    page.navigate(house.address() + "/users");
    letIn(page, "olga", "Ольга Петрова", "SUPERVISOR", "");
    letIn(page, "ana", "Ana Munteanu", "OPERATOR", "PJSIP/101");
    nothingWrong();
  }

  /// Each begins with a password of his own.
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
    page.navigate(house.address() + "/register");
    page.setInputFiles("input[type=file]", house.register(60, 3));
    page.click("form[data-upload] button");
    page.waitForURL(Pattern.compile(".*/register/[0-9a-f-]{36}"));
    Locator take = page.locator("form[action$='/take'] button");
    take.waitFor();
    assertThat(page.locator("main")).containsText("phones");
    for (Language language : Language.values()) {
      speak(page, language, page.url());
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
    Page desk = signedOn();
    page.click("form[action$='/start'] button");
    page.waitForURL("**/campaigns/browser");
    Page board = page(Browser.DESK, Language.RU);
    signIn(board, "olga", PASSWORD);
    board.waitForURL("**/board");
    assertThat(board.locator("[data-number=reached]")).hasText(Pattern.compile("[1-9]\\d*"), within());
    int first = Integer.parseInt(board.textContent("[data-number=total]"));
    board.waitForFunction("first => Number(document.querySelector('[data-number=total]').textContent) > first", first);
    assertThat(board.locator("[data-lines] tr").first()).isVisible();
    takesOver(desk);
    nothingWrong();
  }

  private static Page signedOn() {
    Page desk = page(Browser.DESK, Language.RO);
    signIn(desk, "ana", PASSWORD);
    desk.waitForURL("**/desk");
    speak(desk, Language.RO, house.address() + "/desk");
    Browser.picture(desk, "desk-away-ro-desk");
    desk.keyboard().press("Alt+a");
    assertThat(desk.locator("#my-state")).isVisible();
    Browser.picture(desk, "desk-waiting-ro-desk");
    return desk;
  }

  /// The debtor comes by himself; what the operator writes down is on his card afterwards.
  private static void takesOver(Page desk) {
    Locator hangUp = desk.locator("[data-key='Alt+E']");
    hangUp.waitFor(new Locator.WaitForOptions().setTimeout(90_000));
    String number = desk.textContent("#pop dd >> nth=0").strip();
    for (Language language : Language.values()) {
      speak(desk, language, house.address() + "/desk");
      Browser.picture(desk, "desk-talking-" + language.tag() + "-desk");
      desk.setViewportSize(Browser.TELEPHONE.width(), Browser.TELEPHONE.height());
      Browser.picture(desk, "desk-talking-" + language.tag() + "-telephone");
      desk.setViewportSize(Browser.DESK.width(), Browser.DESK.height());
    }
    desk.selectOption("select[name=reason]", "NO_MONEY");
    desk.fill("input[name=promise-day]", LocalDate.now(ZoneId.of("UTC")).plusDays(5).toString());
    desk.fill("input[name=promise-amount]", "100");
    desk.keyboard().press("Alt+e");
    desk.locator("#my-state.warn").waitFor();
    assertThat(desk.locator("input[name=promise-amount]")).hasValue("100");
    desk.keyboard().press("Alt+w");
    desk.waitForURL("**/desk");
    assertThat(desk.locator(".fault:visible")).hasCount(0);
    Page olga = page(Browser.DESK, Language.EN);
    signIn(olga, "olga", PASSWORD);
    olga.waitForURL("**/board");
    speak(olga, Language.EN, house.address() + "/debtors/" + number);
    assertThat(olga.locator("main")).containsText("100.00 MDL");
    Browser.picture(olga, "debtor-with-promise-en-desk");
    olga.navigate(house.address() + "/campaigns/browser/comparison");
    assertThat(olga.locator(".report")).containsText("no money");
    Browser.picture(olga, "comparison-with-promise-en-desk");
  }

  private static LocatorAssertions.HasTextOptions within() {
    return new LocatorAssertions.HasTextOptions().setTimeout(60_000);
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
    speak(page, language, house.address() + paths.getFirst());
    for (String path : paths) {
      page.navigate(house.address() + path);
      assertThat(page.locator("html")).hasAttribute("lang", language.tag());
      assertThat(page.locator("h1").first()).isVisible();
      String name = path.replaceAll("\\?.*", "-found").replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
      Browser.picture(page, name + suffix);
    }
  }

  /// Chosen in the menu of the user's name, as a person does it.
  private static void speak(Page page, Language language, String then) {
    page.click("details.me > summary");
    page.click("button[name=language][value=" + language.name() + "]");
    assertThat(page.locator("html")).hasAttribute("lang", language.tag());
    page.navigate(then);
  }

  @Test
  @Order(5)
  void the_keyboard_alone_finds_a_debtor() {
    Page page = page(Browser.DESK, Language.EN);
    signIn(page, "olga", PASSWORD);
    page.waitForURL("**/board");
    page.navigate(house.address() + "/debtors");
    page.keyboard().type("069000007");
    page.keyboard().press("Enter");
    page.waitForURL("**/debtors/100007");
    assertThat(page.locator("h1")).containsText("Ion Rusu 7");
    nothingWrong();
  }
}
