package org.obzvon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.commands.UserUseCases;
import org.obzvon.fixture.ConsoleHouse;
import org.obzvon.register.Language;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Role;

/// Tests a register of 100,000 rows and as many payments, through the pages in a real browser.
@Tag("slow")
class LargeFilesInBrowserTest {
  private static final int ROWS = 100_000;
  private static final double LONGEST_MILLIS = 400_000;

  @TempDir
  private static Path folder;
  private static Browser browser;
  private static ConsoleHouse house;

  @BeforeAll
  static void open() {
    browser = Browser.open();
    house = new ConsoleHouse(folder);
    UserUseCases staff = house.console().staff();
    staff.add(
        Actor.COMMAND_LINE, "olga",
        new UserUseCases.Particulars("Test olga", Role.SUPERVISOR, Language.EN, Optional.empty(), Set.of()));
    staff.choosePassword(Actor.COMMAND_LINE, staff.named("olga"), ConsoleInBrowserTest.PASSWORD);
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

  private interface Row {
    String of(int number);
  }

  private static Path file(String name, String header, Row row) throws IOException {
    Path file = folder.resolve(name);
    try (BufferedWriter text = Files.newBufferedWriter(file)) {
      text.write(header + "\n");
      for (int i = 0; i < ROWS; i++) {
        text.write(row.of(i) + "\n");
      }
    }
    return file;
  }

  private static void takes(Page page, String place, Path file, String count) {
    page.navigate(house.address() + place);
    page.setInputFiles("input[type=file]", file);
    page.click("form[data-upload] button");
    page.waitForURL(Pattern.compile(".*" + place + "/[0-9a-f-]{36}"),
        new Page.WaitForURLOptions().setTimeout(LONGEST_MILLIS));
    Locator take = page.locator("form[action$='/take'] button");
    take.waitFor(new Locator.WaitForOptions().setTimeout(LONGEST_MILLIS));
    assertThat(take.textContent()).contains(count);
    take.click();
    page.locator(".done").waitFor(new Locator.WaitForOptions().setTimeout(LONGEST_MILLIS));
  }

  @Test
  void a_hundred_thousand_rows_and_payments_are_taken_through_the_pages() throws IOException {
    Page page = browser.page(Browser.DESK, Language.EN.locale());
    ConsoleInBrowserTest.signIn(house.address(), page, "olga", ConsoleInBrowserTest.PASSWORD);
    page.waitForURL("**/board");
    String address = ",\"г. Москва, ул. Мира, д. 1, кв. 2, подъезд 3, этаж 4\",Интернет 100 Мбит/с,-650.00,RUB,ru,Europe/Moscow";
    Path register = file(
        "register.csv", "account,name,phones,address,tariff,balance,currency,language,zone",
        i -> 1_000_000 + i + ",Тестов Пётр,+7900" + (1_000_000 + i) + address);
    assertThat(Files.size(register)).isGreaterThan(15_000_000);
    takes(page, "/register", register, "100,000");
    LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    Path payments = file("payments.csv", "external id,account,amount,paid at",
        i -> "payment-" + i + "," + (1_000_000 + i) + ",1.00," + today);
    takes(page, "/payments", payments, "100,000");
    assertThat(browser.complaints()).isEmpty();
  }
}
