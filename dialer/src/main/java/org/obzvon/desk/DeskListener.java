package org.obzvon.desk;

/// Hears of everything at the desk, one event at a time. Returns at once, does not throw.
@FunctionalInterface
public interface DeskListener {
  void heard(DeskEvent event);
}
