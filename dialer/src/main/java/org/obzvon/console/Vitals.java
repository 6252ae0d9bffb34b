package org.obzvon.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.alert.AlertMails;
import org.obzvon.call.OpenBreaker;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactState;
import org.obzvon.document.Sentence;
import org.obzvon.policy.DeadNumberDoubts;

/// The state of the service, for health checks, metrics and the live board.
public interface Vitals {

  List<LineState> lines();

  /// Returns the number of open contacts by state.
  ///
  /// @throws StoreSilent at once while the store does not answer
  Map<ContactState, Integer> waiting();

  /// Returns the number of results that are known but not stored yet. More than a few for a long time mean that the
  /// store cannot be reached.
  int unstored();

  /// Returns the parts of the service that have ended although they should always run; empty while all run.
  List<String> dead();

  /// Returns the channels on which contacts are due but none is placed for no known fault, and since when; empty while
  /// there are none.
  default Map<Channel, Instant> standingStill() {
    return Map.of();
  }

  /// Returns the lines that report far more numbers dead than usual; empty while there are none.
  default List<DeadNumberDoubts.Doubt> doubtedLines() {
    return List.of();
  }

  /// Returns whether the store answered at most two seconds ago. It never waits.
  default boolean storeAnswers() {
    return true;
  }

  /// @param told called whenever the store stops answering; must be quick
  default void onStoreSilence(Runnable told) {}

  /// Returns the age of the newest backup of the database; empty when there is none.
  default Optional<Duration> sinceLastBackup() {
    return Optional.empty();
  }

  /// Returns when a backup was restored that nobody has confirmed yet. Until it is confirmed no campaign runs.
  default Optional<Instant> restoreUnconfirmedSince() {
    return Optional.empty();
  }

  /// Returns the state of the alert mails; empty where no mail is configured.
  default Optional<AlertMails.State> mail() {
    return Optional.empty();
  }

  /// @param open attempts that this node follows on the line
  /// @param trouble why the line is not connected, or what is wrong although it is, with what to do; empty where
  ///     nothing is known
  /// @param rest why the line takes no calls although others wait; empty while it works
  record LineState(
      String name, boolean connected, int open, int limit, Optional<Sentence> trouble, Optional<OpenBreaker> rest) {
    public LineState(String name, boolean connected, int open, int limit) {
      this(name, connected, open, limit, Optional.empty(), Optional.empty());
    }

    public LineState(String name, boolean connected, int open, int limit, Optional<Sentence> trouble) {
      this(name, connected, open, limit, trouble, Optional.empty());
    }
  }
}
