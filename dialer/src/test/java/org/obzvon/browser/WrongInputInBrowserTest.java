package org.obzvon.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.fixture.TestConsole;
import org.obzvon.fixture.TestFolder;
import org.obzvon.register.Language;
import org.obzvon.register.Phone;
import org.obzvon.sms.Incoming;
import org.obzvon.sms.jooq.JooqInbox;
import org.obzvon.staff.Role;

/// Tests what people read in their own language when they make a mistake: what is wrong, where, and what to do.
/// Their input stays.
@Tag("slow")
class WrongInputInBrowserTest {
  private static final Map<Language, List<String>> TOLD = Map.of(
      Language.EN, List.of("must begin with https:// or http://", "must name at least one",
          "a second ': ' in a line"),
      Language.RU, List.of("должен начинаться с https:// или http://", "выберите хотя бы одно",
          "второе «: » в строке"),
      Language.RO, List.of("trebuie să înceapă cu https:// sau http://", "alegeți cel puțin", "al doilea"));

  @TempDir
  private static Path folder;
  private static Browser browser;
  private static TestConsole console;

  @BeforeAll
  static void open() {
    browser = Browser.open();
    console = new TestConsole(folder, TestConsole.noon());
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

  private static Page signedIn(String name, Role role, Language language) {
    String login = name + "-" + language.tag();
    console.user(login, role, language);
    Page page = browser.page(Browser.DESK, language.locale());
    ConsoleInBrowserTest.signIn(console.address(), page, login, TestConsole.PASSWORD);
    page.waitForURL("**/board");
    return page;
  }

  private static void told(Page page, String words, Language language, String picture) {
    assertThat(page.locator(".fault:visible")).containsText(words);
    if (language != Language.EN) {
      assertThat(page.textContent(".fault:visible")).doesNotContain("must").doesNotContain("not valid");
    }
    Browser.picture(page, picture + "-" + language.tag() + "-desk");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void a_webhook_with_a_wrong_address_or_of_nothing_is_refused_and_what_was_chosen_stays(Language language) {
    Page vera = signedIn("vera", Role.ADMINISTRATOR, language);
    vera.navigate(console.address() + "/webhooks");
    vera.fill("input[name=url]", "ftp://billing.example.md/obzvon");
    vera.check("input[name=event][value=TICKET_OPENED]");
    vera.click("form[action='/webhooks'] button");
    told(vera, TOLD.get(language).get(0), language, "webhook-wrong-address");
    assertThat(vera.locator("input[name=url]")).hasValue("ftp://billing.example.md/obzvon");
    assertThat(vera.locator("input[name=event][value=TICKET_OPENED]")).isChecked();
    vera.uncheck("input[name=event][value=TICKET_OPENED]");
    vera.fill("input[name=url]", "https://billing.example.md/obzvon");
    vera.click("form[action='/webhooks'] button");
    told(vera, TOLD.get(language).get(1), language, "webhook-of-nothing");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void payments_with_a_wrong_zone_or_a_mapping_that_is_no_yaml_are_refused_on_the_page(Language language) {
    Page olga = signedIn("olga", Role.SUPERVISOR, language);
    Path file = new TestFolder(folder)
        .write("payments.csv", "external id,account,amount,paid at\np-1,1,1.00,2026-11-24\n");
    olga.navigate(console.address() + "/payments");
    olga.setInputFiles("input[type=file]", file);
    olga.click("form[data-upload] summary");
    olga.fill("input[name=zone]", "Mars/Base");
    olga.click("form[data-upload] button");
    told(olga, "Mars/Base", language, "payments-wrong-zone");
    olga.fill("input[name=zone]", "");
    olga.fill("textarea[name=mapping]", "columns:\n  sum: amount: paid\n");
    olga.click("form[data-upload] button");
    olga.waitForURL("**/payments/*-*");
    told(olga, TOLD.get(language).get(2), language, "payments-wrong-mapping");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void an_answer_of_any_kind_stands_in_the_inbox_as_it_was_written_until_somebody_has_dealt_with_it(Language language) {
    String text = "<b>оплачу</b> " + "x".repeat(300);
    Instant at = TestConsole.noon().instant();
    new JooqInbox(console.db())
        .keep(new Incoming("gateway", language.tag(), new Phone("+37369000005"), "1234", text, at));
    Page olga = signedIn("irina", Role.SUPERVISOR, language);
    olga.navigate(console.address() + "/inbox");
    assertThat(olga.locator("main td.long")).hasText(text);
    Browser.picture(olga, "inbox-full-" + language.tag() + "-desk");
    olga.setViewportSize(Browser.TELEPHONE.width(), Browser.TELEPHONE.height());
    Browser.picture(olga, "inbox-full-" + language.tag() + "-telephone");
    olga.click("form[action$='/close'] button");
    olga.waitForURL("**/inbox");
    assertThat(olga.locator("main td.long")).hasCount(0);
  }
}
