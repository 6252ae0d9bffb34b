package org.obzvon.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.document.Sentence;

/// Stores dated snapshots of the register, each completely or not at all.
public interface Snapshots {

  /// Stores a snapshot in one transaction. Its accounts are stored with their households, accounts of the same source
  /// that are not in it leave the register on its day, and payments are applied to the balances that it gives (see
  /// [AccountBalance]).
  ///
  /// @throws org.obzvon.document.BadInput when the source has a newer snapshot; nothing is changed then
  Taken take(Heading heading, List<Entry> entries, Manner manner, Progress progress);

  /// Returns account number → source, for the accounts that came from other sources than this one.
  Map<String, String> numbersOfOtherSources(String source);

  /// @param source the billing system from which it came
  /// @param fileSha256 of the file, hexadecimal: the same file of the same source and day is not taken twice
  /// @param rejected rows of the file that were not accepted
  record Heading(String source, LocalDate takenOn, String fileSha256, int rejected) {}

  /// @param dryRun does everything and undoes it
  /// @param again takes a file although it was taken already, for example after its mapping was corrected
  /// @param missingAllowed takes a register although too many of the known accounts are missing in it
  record Manner(boolean dryRun, boolean again, boolean missingAllowed) {
    public Manner(boolean dryRun, boolean again) {
      this(dryRun, again, false);
    }
  }

  /// @param mostAccountsOfANumber a number in more accounts than this joins none of them into a household
  /// @param mostMissing per hundred accounts of the source in the register; if more are missing in a snapshot, and more
  ///     than one, the snapshot is refused
  record Limits(int mostAccountsOfANumber, int mostMissing) {
    public static final Limits USUAL = new Limits(5, 20);
  }

  /// @param parted accounts that were moved out of a household that the snapshot no longer supports
  /// @param shared numbers that occur in too many accounts to join any of them, with the count of the accounts
  record Joining(int parted, Map<Phone, Integer> shared) {
    static final Joining NOTHING = new Joining(0, Map.of());
  }

  sealed interface Taken {
    /// @param households of the snapshot, including the new ones
    /// @param leftRegister accounts that were in the register before and are not in this snapshot
    /// @param tooManyMissing why such a snapshot is refused unless that is allowed; only a dry run returns it
    /// @param joining the changes that the snapshot made to households
    record Stored(
        int accounts, int households, int newHouseholds, int leftRegister, Optional<Sentence> tooManyMissing,
        Joining joining) implements Taken {
      public Stored(int accounts, int households, int newHouseholds, int leftRegister) {
        this(accounts, households, newHouseholds, leftRegister, Optional.empty(), Joining.NOTHING);
      }
    }

    /// The same file was taken before; nothing was changed.
    record AlreadyStored(Instant importedAt) implements Taken {}
  }
}
