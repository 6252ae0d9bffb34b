package org.obzvon.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.document.Sentence;

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
  /// @param missingAllowed take a register although too many of the accounts that are known are missing in it
  record Manner(boolean dryRun, boolean again, boolean missingAllowed) {
    public Manner(boolean dryRun, boolean again) {
      this(dryRun, again, false);
    }
  }

  /// @param mostAccountsOfANumber a number that stands in more accounts joins nobody into a household
  /// @param mostMissing in a hundred accounts of the source that stand in the register; where more are missing in a
  ///     snapshot, and more than one, it is refused
  record Limits(int mostAccountsOfANumber, int mostMissing) {
    public static final Limits USUAL = new Limits(5, 20);
  }

  /// @param parted accounts that were moved out of a household that the snapshot no longer supports
  /// @param shared numbers that stand in too many accounts to join any of them, with the count of the accounts
  record Joining(int parted, Map<Phone, Integer> shared) {
    static final Joining NOTHING = new Joining(0, Map.of());
  }

  sealed interface Taken {
    /// @param households of the snapshot, the new ones among them
    /// @param leftRegister accounts that stood in the register before and are not in this snapshot
    /// @param tooManyMissing why such a snapshot is refused unless that is allowed; only a dry run gets so far with it
    /// @param joining what the snapshot did to households
    record Stored(
        int accounts, int households, int newHouseholds, int leftRegister, Optional<Sentence> tooManyMissing,
        Joining joining) implements Taken {
      public Stored(int accounts, int households, int newHouseholds, int leftRegister) {
        this(accounts, households, newHouseholds, leftRegister, Optional.empty(), Joining.NOTHING);
      }
    }

    /// The very same file was taken before; nothing was changed.
    record AlreadyStored(Instant importedAt) implements Taken {}
  }
}
