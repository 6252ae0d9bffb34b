package org.obzvon.register;

import java.util.Collection;
import java.util.function.Consumer;
import org.obzvon.register.Snapshots.Heading;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.register.Snapshots.Taken;

/// The rows of one register within the store, before they become a snapshot. They are kept there and not in memory, so
/// the size of a register is limited by the disk only.
public interface StagedRegister {

  /// Takes rows one by one.
  interface Rows {

    /// Adds a row.
    ///
    /// @param line line of the file, larger than that of the row before
    void add(int line, Entry entry);

    /// Records that words beside these numbers forbid their use. The row itself may have been rejected.
    void forbid(int line, Collection<Phone> phones);
  }

  /// A number that one row lists and another row forbids to use.
  ///
  /// @param line of the row that lists it
  /// @param forbiddenOn the first line that forbids it
  /// @param last true if it is the row's last such number and the row has no number left
  record LeftOut(int line, Phone phone, int forbiddenOn, boolean last) {}

  /// Copies rows into the store; called once.
  ///
  /// @param source passes all rows before it returns; if it fails, nothing is kept
  void copy(Consumer<Rows> source);

  /// Removes the numbers that a row forbids to use from the rows that list them. Passes each of them in the order of the
  /// rows.
  void leaveOutForbidden(Consumer<LeftOut> each);

  /// Stores the rows as a snapshot. Its accounts are stored with their households, accounts of the same source that are
  /// not in it leave the register on its day, and payments are applied to the balances that it gives (see
  /// [AccountBalance]).
  ///
  /// @throws org.obzvon.document.BadInput when the source has a newer snapshot; nothing is changed then
  Taken take(Heading heading, Manner manner, Progress progress);
}
