package org.obzvon.register;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;

/// The appointments at which fitters come to connect the service. An account has one coming appointment: a new day
/// replaces the old one.
public interface Appointments {

  /// Stores all the rows or none. Returns one answer for each row, in their order.
  ///
  /// @param today days before it are past and stay as they are
  List<Taken> take(List<Appointment> rows, LocalDate today);

  /// Counts the households to which the accounts belong.
  int households(Collection<String> accounts);

  /// Cancels the coming appointment. Returns true if there was one.
  boolean cancel(String account, LocalDate today);

  /// Returns the appointments from a day on, the nearest first.
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
