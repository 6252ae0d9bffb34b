package org.obzvon;

import java.util.List;
import java.util.Map;
import org.obzvon.console.Vitals;
import org.obzvon.contact.ContactState;

/// A service of which nothing changes.
public record StillVitals(List<LineState> lines, Map<ContactState, Integer> waiting) implements Vitals {
  /// One line that is up, one that is down, and contacts that wait.
  public static final StillVitals TWO_LINES =
      new StillVitals(
          List.of(new LineState("pbx", true, 3, 20), new LineState("city", false, 0, 10)), Map.of(ContactState.QUEUED, 17));

  /// Nothing to speak of.
  public static final StillVitals NONE = new StillVitals(List.of(), Map.of());

  @Override
  public int unstored() {
    return 0;
  }

  @Override
  public List<String> dead() {
    return List.of();
  }
}
