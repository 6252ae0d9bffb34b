package org.obzvon.register;

import java.util.List;
import org.obzvon.document.Sentence;

/// The same remark on accepted rows, reported once for all the rows that it concerns.
///
/// @param rows how many rows it concerns
/// @param examples the first of them
public record Warning(String column, Sentence reason, int rows, List<Finding> examples) {
  public Warning {
    examples = List.copyOf(examples);
  }
}
