package org.obzvon.register;

import java.util.List;

/// The same remark on accepted rows, told once however many rows it concerns.
///
/// @param rows how many rows it concerns
/// @param examples the first of them
public record Warning(String column, String reason, int rows, List<Finding> examples) {
  public Warning {
    examples = List.copyOf(examples);
  }
}
