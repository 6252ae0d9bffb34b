package org.obzvon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Walks from the top of a page to its end by Tab alone, as a person without a mouse does. It checks that every control
/// is reached in the order of the page, and that the focus can be seen.
final class KeyboardWalk {
  private static final int MOST_STEPS = 200;

  /// Numbers all controls. In a group of radio buttons, Tab stops at the chosen one.
  private static final String STOPS = """
      () => {
        const chosen = (one) => one.type !== 'radio' || one.checked;
        const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
          .filter((one) => one.checkVisibility() && !one.disabled && one.type !== 'hidden' && chosen(one));
        all.forEach((one, number) => one.setAttribute('data-stop', number));
        document.activeElement.blur();
        return all.length;
      }""";

  private static final String HERE = """
      () => {
        const here = document.activeElement;
        const style = getComputedStyle(here);
        const box = here.getBoundingClientRect();
        return {
          stop: Number(here.dataset.stop ?? -1),
          name: here.outerHTML.slice(0, 120),
          seen: box.width > 0 && box.height > 0 && box.left >= 0 && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
        };
      }""";

  private static final String KEYS_NOT_SHOWN = """
      () => [...document.querySelectorAll('[data-key]')]
        .filter((one) => one.checkVisibility() && one.querySelector('kbd')?.textContent !== one.dataset.key)
        .map((one) => one.outerHTML)""";

  private KeyboardWalk() {}

  static void through(Page page) {
    int stops = ((Number) page.evaluate(STOPS)).intValue();
    List<Integer> reached = new ArrayList<>();
    for (int step = 0; step < MOST_STEPS && reached.size() < stops; step++) {
      page.keyboard().press("Tab");
      Map<?, ?> here = (Map<?, ?>) page.evaluate(HERE);
      int stop = ((Number) here.get("stop")).intValue();
      assertThat(stop).as("a stop that is none: %s", here.get("name")).isNotNegative();
      assertThat(here.get("seen")).as("where one is: %s", here.get("name")).isEqualTo(true);
      if (reached.isEmpty() || reached.getLast() != stop) { // a date field has several stops within it
        reached.add(stop);
      }
    }
    assertThat(reached).as("stops in the order of the page").isSorted().doesNotHaveDuplicates().hasSize(stops);
    assertThat((List<?>) page.evaluate(KEYS_NOT_SHOWN)).as("keys that nobody is told of").isEmpty();
  }
}
