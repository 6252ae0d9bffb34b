package org.obzvon.comparison.jte;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.browser.Browser;
import org.obzvon.register.Language;

/// Tests the page as a reader opens it from their disk.
@Tag("slow")
class ReportInBrowserTest {
  private static Browser browser;

  @TempDir
  Path folder;

  @BeforeAll
  static void open() {
    browser = Browser.open();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void it_speaks_to_nobody_complains_of_nothing_and_shows_every_chart(Language language) throws IOException {
    Path file = Files.writeString(folder.resolve("report.html"), HtmlReportTest.page(language));
    for (Browser.Size size : new Browser.Size[]{Browser.DESK, Browser.TELEPHONE}) {
      Page page = browser.page(size, Locale.of(language.tag()));
      page.navigate(file.toUri().toString());
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language.tag());
      assertThat(page.locator("figure svg").count()).isGreaterThanOrEqualTo(6);
      assertThat(page.locator("figure svg").all()).allSatisfy(chart -> {
        assertThat(chart.boundingBox().height).isGreaterThan(50);
        assertThat(cutOff(chart)).isEmpty();
      });
      Browser.picture(page, "comparison-" + language.tag() + "-" + size.width());
    }
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requestsElsewhere("file:///")).isEmpty();
  }

  /// Returns the words of a chart that its edge cuts off.
  private static List<?> cutOff(Locator chart) {
    return (List<?>) chart.evaluate(
        """
        svg => { const edge = svg.getBoundingClientRect();
          return [...svg.querySelectorAll('text')].filter(text => { const box = text.getBoundingClientRect();
            return box.left < edge.left - 1 || box.right > edge.right + 1; }).map(text => text.textContent); }
        """);
  }
}
