package org.obzvon.register;

import java.util.List;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;

/// A file of which no row could be taken. Nothing was changed.
public final class NothingTaken extends BadInput {
  private static final long serialVersionUID = 1;

  private final transient RowFindings rows;

  public NothingTaken(List<Problem> problems, RowFindings rows) {
    super(problems);
    this.rows = rows;
  }

  /// Why each row was rejected.
  public RowFindings rows() {
    return rows;
  }
}
