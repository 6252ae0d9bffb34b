package org.obzvon.register.csv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.document.Sentence;
import org.obzvon.register.Finding;
import org.obzvon.register.Warning;

/// Counts the warnings of an import by column and reason, and keeps the first few of each.
public final class Warnings {
  private static final int EXAMPLES = 3;
  private static final int MOST_KINDS = 100;

  private final Map<Kind, Tally> tallies = new LinkedHashMap<>();
  private final Optional<FindingsFile> all;

  private record Kind(String column, Sentence reason) {}

  private static final class Tally {
    private int rows;
    private final List<Finding> examples = new ArrayList<>();
  }

  /// @param all receives every single warning
  public Warnings(Optional<FindingsFile> all) {
    this.all = all;
  }

  public void add(Finding warning) {
    all.ifPresent(file -> file.add(warning));
    Kind kind = new Kind(warning.column(), warning.reason());
    if (tallies.size() >= MOST_KINDS && !tallies.containsKey(kind)) {
      kind = new Kind("", RowFault.OTHERS.with());
    }
    Tally tally = tallies.computeIfAbsent(kind, _ -> new Tally());
    tally.rows++;
    if (tally.examples.size() < EXAMPLES) {
      tally.examples.add(warning);
    }
  }

  public List<Warning> list() {
    return tallies.entrySet().stream()
        .map(
            kind -> new Warning(
                kind.getKey().column(), kind.getKey().reason(), kind.getValue().rows,
                kind.getValue().examples))
        .toList();
  }
}
