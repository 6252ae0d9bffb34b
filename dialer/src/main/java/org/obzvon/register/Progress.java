package org.obzvon.register;

/// Receives the progress of a long import, in order to show it.
public interface Progress {
  Progress NONE = new Progress() {
    @Override
    public void stage(String name, long expected) {
      // nobody watches
    }

    @Override
    public void advance(long by) {
      // nobody watches
    }
  };

  /// Reports that the next part of the work begins. `expected` is an estimate of its steps.
  void stage(String name, long expected);

  void advance(long by);
}
