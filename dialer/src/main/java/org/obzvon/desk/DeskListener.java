package org.obzvon.desk;

/// Receives every event of the desk, one at a time. It must return at once and must not throw.
@FunctionalInterface
public interface DeskListener {
  void heard(DeskEvent event);
}
