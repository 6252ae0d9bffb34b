package org.obzvon.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.call.Rest;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactState;
import org.obzvon.policy.LineDoubts;

/// How the service is, for health checks, metrics and the live board.
public interface Vitals {

  List<LineState> lines();

  /// Contacts that are not over, by state.
  ///
  /// @throws StoreSilent at once while the store does not answer
  Map<ContactState, Integer> waiting();

  /// Results that are known but not stored yet; more than a few for long means that the store cannot be reached.
  int unstored();

  /// Parts of the service that have ended although they should run for ever; empty while all is well.
  List<String> dead();

  /// Channels on which contacts are due and nothing is placed although nothing is known to be wrong, and since when; empty
  /// while all is well.
  default Map<Channel, Instant> standingStill() {
    return Map.of();
  }

  /// Lines that call far more numbers dead than usual; empty while all is well.
  default List<LineDoubts.Doubt> doubtedLines() {
    return List.of();
  }

  /// Whether the store answers, as it was at most two seconds ago; never waits.
  default boolean storeAnswers() {
    return true;
  }

  /// @param told whenever the store falls silent; quick
  default void onStoreSilence(Runnable told) {}

  /// How old the newest backup of the database is; empty when there is none.
  default Optional<Duration> sinceLastBackup() {
    return Optional.empty();
  }

  /// @param open attempts that this node follows on the line
  /// @param trouble why it is not connected, or what is wrong although it is, in words that say what to do; empty where nothing
  ///     is known
  /// @param rest why it takes no calls although others wait; empty while it works
  record LineState(
      String name, boolean connected, int open, int limit, Optional<String> trouble, Optional<Rest> rest) {
    public LineState(String name, boolean connected, int open, int limit) {
      this(name, connected, open, limit, Optional.empty(), Optional.empty());
    }

    public LineState(String name, boolean connected, int open, int limit, Optional<String> trouble) {
      this(name, connected, open, limit, trouble, Optional.empty());
    }
  }
}
