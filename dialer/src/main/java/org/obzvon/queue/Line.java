package org.obzvon.queue;

import java.util.Set;
import java.util.function.BooleanSupplier;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactChannel;
import org.obzvon.register.Language;

/// A route to the debtors: one exchange or one gateway.
///
/// @param limit how many attempts may be open on it at once, over all nodes
/// @param room what it can take now; while it can take nothing, contacts wait in the queue and lose no attempt
/// @param terms which numbers it serves
public record Line(
    String name, Channel channel, int limit, Pacer pacer, Rooms room, ContactChannel to, LineNumbering terms) {

  /// Makes a line for any number.
  public Line(String name, Channel channel, int limit, Pacer pacer, Rooms room, ContactChannel to) {
    this(name, channel, limit, pacer, room, to, LineNumbering.ANY);
  }

  /// The free places of a line, asked in every round.
  @FunctionalInterface
  public interface Rooms {
    Room get();

    /// Notes that one of the places was given to a contact.
    default void taken() {}
  }

  /// @param languages only debtors who speak one of these; empty: any
  /// @param faults how many of its calls failed in a row; lines with fewer are preferred
  /// @param tried whether the line has failed and its one place is there to test it: that place is given first
  public record Room(int places, Set<Language> languages, int faults, boolean tried) {
    public Room(int places, Set<Language> languages) {
      this(places, languages, 0, false);
    }
  }

  /// Makes a line that takes attempts up to its limit, or none while it is not ready.
  public Line(String name, Channel channel, int limit, Pacer pacer, BooleanSupplier ready, ContactChannel to) {
    this(name, channel, limit, pacer, () -> new Room(ready.getAsBoolean() ? limit : 0, Set.of()), to);
  }
}
