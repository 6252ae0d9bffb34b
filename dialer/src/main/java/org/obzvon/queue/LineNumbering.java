package org.obzvon.queue;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.obzvon.register.Phone;

/// Which numbers a line serves and which of our numbers it shows.
///
/// @param prefixes of E.164 numbers, such as `+373`; empty: all
/// @param callerIds the numbers that it shows to debtors, E.164; empty: the campaign's
public record LineNumbering(List<String> prefixes, List<String> callerIds) {
  /// Serves any number and shows the campaign's caller id.
  public static final LineNumbering ANY = new LineNumbering(List.of(), List.of());

  public LineNumbering {
    prefixes = List.copyOf(prefixes);
    callerIds = List.copyOf(callerIds);
  }

  boolean serves(Phone phone) {
    return prefixes.isEmpty() || prefixes.stream().anyMatch(phone.e164()::startsWith);
  }

  /// Returns the caller id that a household always sees on this line. Adding or removing one id changes the id of few
  /// households: each household takes the one with which its hash is highest (rendezvous hashing).
  String callerId(UUID household, String otherwise) {
    return callerIds.stream().max(Comparator.comparingLong((String id) -> mixed(household, id)).thenComparing(id -> id))
        .orElse(otherwise);
  }

  /// The finalizer of MurmurHash3, 64 bits.
  private static long mixed(UUID household, String id) {
    long hash = household.getMostSignificantBits() ^ household.getLeastSignificantBits() ^ Long.parseLong(
        id.substring(1));
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
