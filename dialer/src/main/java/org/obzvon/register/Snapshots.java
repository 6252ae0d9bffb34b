package org.obzvon.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.obzvon.document.Sentence;

/// Stores dated snapshots of the register, each completely or not at all.
public interface Snapshots {

  /// Runs the work with room for the rows of one register, in one transaction: all that it stores is stored together, or
  /// nothing if it fails. The room is given back at the end.
  <T> T staged(Function<StagedRegister, T> work);

  /// Passes the number and the source of every account that came from another source than this one.
  void numbersOfOtherSources(String source, BiConsumer<String, String> each);

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
  /// @param shared numbers that occur in too many accounts to join any of them
  record Joining(int parted, List<Shared> shared) {
    static final Joining NOTHING = new Joining(0, List.of());

    public Joining {
      shared = List.copyOf(shared);
    }
  }

  /// A number that occurs in too many accounts to join any of them into a household.
  ///
  /// @param line the first row of the snapshot that lists it
  record Shared(Phone phone, int accounts, int line) {}

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
