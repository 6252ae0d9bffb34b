package org.obzvon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Checks a page against WCAG 2.1 A and AA by axe-core: contrast, names of fields and buttons, landmarks, headings.
final class Accessibility {
  private static final String AXE = read("/axe.min.js");

  /// Returns the violations that keep somebody out, as `rule: first place where it is broken`.
  private static final String BROKEN = """
      async () => {
        const told = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'] });
        return told.violations
          .filter(one => one.impact === 'serious' || one.impact === 'critical')
          .map(one => one.id + ': ' + one.nodes.map(node => node.html.slice(0, 120)).slice(0, 3).join(' | '));
      }""";

  private Accessibility() {}

  static void check(Page page, String name) {
    page.evaluate(AXE);
    assertThat((List<?>) page.evaluate(BROKEN)).as("what keeps people out of %s", name).isEmpty();
  }

  private static String read(String resource) {
    try (InputStream stream = Accessibility.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
