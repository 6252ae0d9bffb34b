package org.obzvon.register;

import java.util.List;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;

/// No row of a file could be taken. Nothing was changed.
public final class NoRowAccepted extends BadInput {
  private static final long serialVersionUID = 1;

  private final transient RowFindings rows;

  public NoRowAccepted(List<Problem> problems, RowFindings rows) {
    super(problems);
    this.rows = rows;
  }

  /// Returns why each row was rejected.
  public RowFindings rows() {
    return rows;
  }
}
