package org.obzvon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;

/// Debian's Chromium, driven by Playwright. It records every error that a page reports and every address it requests.
public final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path PICTURES = Path.of("target", "pages");
  private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update", "--disable-sync");

  public static final Size DESK = new Size(1280, 800);
  public static final Size TELEPHONE = new Size(390, 844);

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();

  public record Size(int width, int height) {}

  private Browser(Playwright playwright) {
    this.playwright = playwright;
    this.chromium = playwright.chromium().launch(
        new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM).setHeadless(true).setArgs(FLAGS));
  }

  /// Skips the test where there is no Chromium, unless `-Dbrowser=required`.
  public static Browser open() {
    boolean present = Files.isExecutable(CHROMIUM);
    if (!present && "required".equals(System.getProperty("browser"))) {
      throw new AssertionError("no " + CHROMIUM + ", and the browser is required; apt-get install chromium");
    }
    Assumptions.assumeTrue(present, "skipped: no " + CHROMIUM + "; apt-get install chromium");
    return new Browser(Playwright.create(new Playwright.CreateOptions()
        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))));
  }

  /// Opens a page with cookies of its own.
  public Page page(Size size, Locale locale) {
    BrowserContext context = chromium.newContext(
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setViewportSize(size.width(), size.height())
            .setLocale(locale.toLanguageTag()));
    contexts.add(context);
    Page page = context.newPage();
    page.setDefaultTimeout(30_000);
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            complaints.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    page.onRequest(request -> requests.add(request.url()));
    return page;
  }

  /// Saves the whole page as `target/pages/NAME.png` for a person to look at, and checks what holds for every page: it
  /// is no wider than the window, and it is accessible to everybody.
  public static void picture(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    Object overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(((Number) overflow).intValue()).as("%s is wider than the window", name).isLessThanOrEqualTo(0);
    Accessibility.check(page, name);
  }

  /// Returns the errors that pages reported since the last call.
  public List<String> complaints() {
    List<String> all = List.copyOf(complaints);
    complaints.clear();
    return all;
  }

  /// Returns the requested addresses that do not begin with `origin`.
  public List<String> requestsElsewhere(String origin) {
    return requests.stream().filter(url -> !url.startsWith(origin) && !url.startsWith("data:")
        && !url.startsWith("blob:")).toList();
  }

  @Override
  public void close() {
    contexts.forEach(BrowserContext::close);
    chromium.close();
    playwright.close();
  }
}
