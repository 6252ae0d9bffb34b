package org.obzvon.register;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;

/// When fitters come to connect the service. An account has one coming appointment: a new day takes the place of the old
/// one.
public interface Appointments {

  /// All of it or nothing. One answer for each row, in their order.
  ///
  /// @param today days before it are past and stay as they are
  List<Taken> take(List<Appointment> rows, LocalDate today);

  /// Counts the households to which the accounts belong.
  int households(Collection<String> accounts);

  /// Whether there was a coming one to cancel.
  boolean cancel(String account, LocalDate today);

  /// From a day on, the nearest first.
  List<Appointment> coming(LocalDate today, int limit);

  /// @param account number of the account
  /// @param until when the fitter comes at the latest
  record Appointment(String account, LocalDate day, LocalTime from, LocalTime until) {}

  enum Taken {
    NEW,
    MOVED,
    KNOWN,
    UNKNOWN_ACCOUNT
  }
}
