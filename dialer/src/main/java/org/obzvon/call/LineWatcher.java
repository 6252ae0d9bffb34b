package org.obzvon.call;

import org.obzvon.contact.OutcomeSink.Report;

/// Receives how the calls of each line go and what its exchange says of it. Returns at once.
public interface LineWatcher {

  LineWatcher NONE = new LineWatcher() {
    @Override
    public void rang(String line) {}

    @Override
    public void ended(String line, Report report) {}
  };

  /// Reports that the network took a call of the line: it rings, an announcement plays, or somebody answered.
  void rang(String line);

  /// Reports that a call of the line is over, or was not begun because the exchange declined it.
  void ended(String line, Report report);

  /// Reports whether the exchange answers now; called again and again.
  default void connected(String line, boolean answers) {}

  /// Reports what the exchange says of the trunk itself.
  ///
  /// @param why the reason why it does not work; for a trunk that is up, the reason that is over now
  default void trunk(String line, boolean up, LineChange.Why why) {}
}
