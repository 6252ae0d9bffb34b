package org.obzvon.register;

/// Hears how far a long import came, for whoever shows it.
public interface Progress {
  Progress NONE =
      new Progress() {
        @Override
        public void stage(String name, long expected) {
          // nobody watches
        }

        @Override
        public void advance(long by) {
          // nobody watches
        }
      };

  /// The next part of the work begins. `expected` is an estimate of its steps.
  void stage(String name, long expected);

  void advance(long by);
}
