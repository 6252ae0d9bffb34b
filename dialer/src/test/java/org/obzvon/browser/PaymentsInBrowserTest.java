package org.obzvon.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.obzvon.commands.UserUseCases;
import org.obzvon.fixture.ConsoleHouse;
import org.obzvon.register.Language;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Role;

/// Tests imports from the bank and deliveries to other programs, in a real browser against the whole service.
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PaymentsInBrowserTest {
  @TempDir
  private static Path folder;
  private static final AtomicInteger told = new AtomicInteger();
  private static Browser browser;
  private static ConsoleHouse house;
  private static HttpServer receiver;
  private static String payments;
  private static String webhook;

  @BeforeAll
  static void open() throws IOException {
    browser = Browser.open();
    house = new ConsoleHouse(folder);
    letIn("olga", Role.SUPERVISOR);
    letIn("vera", Role.ADMINISTRATOR);
    receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    receiver.createContext("/", exchange -> {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(told.incrementAndGet() == 1 ? 503 : 204, -1);
      exchange.close();
    });
    receiver.start();
  }

  private static void letIn(String login, Role role) {
    UserUseCases staff = house.console().staff();
    staff.add(
        Actor.COMMAND_LINE, login, new UserUseCases.Particulars("Test " + login, role, Language.EN, Optional.empty(),
            Set.of()));
    staff.choosePassword(Actor.COMMAND_LINE, staff.named(login), ConsoleInBrowserTest.PASSWORD);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    if (receiver != null) {
      receiver.stop(0);
    }
    if (house != null) {
      house.close();
    }
  }

  private static Page signedIn(String login, Browser.Size size, Language language) {
    Page page = browser.page(size, language.locale());
    ConsoleInBrowserTest.signIn(house.address(), page, login, ConsoleInBrowserTest.PASSWORD);
    page.waitForURL("**/board");
    return page;
  }

  private static void nothingWrong() {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requestsElsewhere(house.address())).isEmpty();
  }

  private static String uploaded(Page page, String place, Path file) {
    page.navigate(house.address() + place);
    page.setInputFiles("input[type=file]", file);
    page.click("form[data-upload] button");
    page.waitForURL(Pattern.compile(".*" + place + "/[0-9a-f-]{36}"));
    page.locator("form[action$='/take'] button").waitFor();
    return page.url();
  }

  @Test
  @Order(1)
  void payments_are_tried_their_bad_rows_are_shown_they_are_taken_and_stand_on_the_debtors_card() {
    Page page = signedIn("olga", Browser.DESK, Language.EN);
    uploaded(page, "/register", house.register(5, 0));
    page.click("form[action$='/take'] button");
    page.locator(".done").waitFor();
    payments = uploaded(page, "/payments", house.payments("100003"));
    assertThat(page.locator("main")).containsText("is unknown; import the register first");
    assertThat(page.locator("main")).containsText("<b>much</b>");
    for (Language language : Language.values()) {
      LanguageMenu.choose(page, language, payments);
      Browser.picture(page, "payment-trial-" + language.tag() + "-desk");
    }
    page.click("form[action$='/take'] button");
    page.locator(".done").waitFor();
    assertThat(page.locator(".numbers b").first()).hasText("1");
    page.navigate(house.address() + "/debtors/100003");
    assertThat(page.locator("main")).containsText("50.00");
    nothingWrong();
  }

  @Test
  @Order(2)
  void a_webhook_is_added_its_secret_is_shown_once_and_a_test_is_seen_to_arrive_at_the_second_try() {
    Page page = signedIn("vera", Browser.DESK, Language.EN);
    page.navigate(house.address() + "/webhooks");
    page.fill("input[name=url]", "http://localhost:" + receiver.getAddress().getPort() + "/obzvon");
    page.check("input[name=event][value=OUTCOME]");
    page.check("input[name=event][value=TICKET_OPENED]");
    page.click("form[action='/webhooks'] button");
    assertThat(page.textContent("#secret")).hasSize(43);
    Browser.picture(page, "webhook-secret-en-desk");
    page.click("main table a");
    page.waitForURL(Pattern.compile(".*/webhooks/[0-9a-f-]{36}"));
    webhook = page.url();
    page.click("form[action$='/test'] button");
    await().until(() -> {
      page.reload();
      return page.textContent("main").contains("503");
    });
    Browser.picture(page, "webhook-waits-en-desk");
    await().atMost(Duration.ofSeconds(40)).until(() -> {
      page.reload();
      return page.textContent("main").contains("204");
    });
    assertThat(page.locator("main form[action$='/redeliver'] button")).isVisible();
    nothingWrong();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @Order(3)
  void every_page_is_whole_at_both_sizes(Language language) {
    for (Browser.Size size : List.of(Browser.DESK, Browser.TELEPHONE)) {
      String suffix = "-" + language.tag() + (size.equals(Browser.DESK) ? "-desk" : "-telephone");
      Page olga = signedIn("olga", size, language);
      seen(olga, language, house.address() + "/payments", "payments" + suffix);
      seen(olga, language, payments, "payments-taken" + suffix);
      Page vera = signedIn("vera", size, language);
      seen(vera, language, house.address() + "/webhooks", "webhooks" + suffix);
      seen(vera, language, webhook, "webhook" + suffix);
    }
    nothingWrong();
  }

  private static void seen(Page page, Language language, String address, String picture) {
    LanguageMenu.choose(page, language, address);
    assertThat(page.locator("h1").first()).isVisible();
    Browser.picture(page, picture);
  }
}
