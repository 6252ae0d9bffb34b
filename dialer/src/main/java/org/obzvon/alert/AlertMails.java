package org.obzvon.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.alert.Alert.Kind;

/// The queue of mails, shared by all processes.
public interface AlertMails {

  /// Leases one mail that is due and counts the try before it is made. A mail that a dead process had leased is due
  /// again when its lease is over.
  Optional<Due> lease(String node, Instant now, Instant until);

  /// Stores how a try ended. Returns false, and stores nothing, when the lease was lost to another process meanwhile.
  boolean settle(Due due, Verdict verdict, Instant now);

  /// Returns what waits, and what is wrong with sending.
  State state();

  /// @param tries including this one
  /// @param left recipients that have not received it
  /// @param facts oldest first, at most a few hundred
  record Due(UUID id, Kind kind, Instant made, int tries, String node, List<String> left, List<Fact> facts) {}

  /// @param begins whether the mail reports the beginning
  /// @param ended when the alert was over, if the mail reports that
  /// @param unseen whether it is over only because the processes that saw it no longer report
  record Fact(Alert alert, boolean begins, Optional<Instant> ended, boolean unseen) {}

  /// @param trouble why the newest mail did not reach everybody; empty while all is well
  record State(int waiting, int givenUp, Optional<Trouble> trouble) {}

  record Trouble(Instant at, String words) {}

  /// The result of a try.
  sealed interface Verdict {
    String answer();

    /// @param refused recipients that the server refused permanently; the others have the mail
    record Sent(List<String> refused, String answer) implements Verdict {}

    /// @param left recipients that may still get it
    record Again(List<String> left, List<String> refused, String answer, Instant at) implements Verdict {}

    record GivenUp(List<String> refused, String answer) implements Verdict {}
  }
}
