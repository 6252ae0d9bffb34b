package org.obzvon.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// Stores dated snapshots of the register, each in whole or not at all.
public interface Snapshots {

  /// Takes a snapshot in one transaction: accounts of it are stored with their households, accounts of the same
  /// source that are not in it leave the register on its day, payments are laid over the balances that it
  /// tells (see [AccountBalance]).
  ///
  /// @throws org.obzvon.document.BadInput when the source has a newer snapshot; nothing is changed then
  Taken take(Heading heading, List<Entry> entries, Manner manner, Progress progress);

  /// Account number → source, for the accounts that came from other sources than this one.
  Map<String, String> numbersOfOtherSources(String source);

  /// @param source which billing it came from
  /// @param fileSha256 of the file, hexadecimal: the same file of the same source and day is not taken twice
  /// @param rejected rows of the file that were not accepted
  record Heading(String source, LocalDate takenOn, String fileSha256, int rejected) {}

  /// @param dryRun do everything and undo it
  /// @param again take a file although it was taken already, as after its mapping was mended
  record Manner(boolean dryRun, boolean again) {}

  sealed interface Taken {
    /// @param households of the snapshot, the new ones among them
    /// @param leftRegister accounts that stood in the register before and are not in this snapshot
    record Stored(int accounts, int households, int newHouseholds, int leftRegister) implements Taken {}

    /// The very same file was taken before; nothing was changed.
    record AlreadyStored(Instant importedAt) implements Taken {}
  }
}
