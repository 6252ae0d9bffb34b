package org.obzvon.call.fastagi;

import java.time.Duration;
import java.util.Optional;
import org.obzvon.call.RobotFault;
import org.obzvon.call.Turn;
import org.obzvon.call.fastagi.AgiGone.Why;
import org.obzvon.document.SafeText;

/// The few AGI commands that a conversation needs.
final class AgiVoice {
  /// The longest sound: no phrase of a script lasts longer.
  private static final Duration LONGEST_SOUND = Duration.ofMinutes(2);

  /// Ends a call with cause 63: our fault, not the debtor's. `HANGUP` would end it as if the debtor had hung up.
  static final String NOBODY_LEADS = "EXEC Hangup 63";

  private final AgiConnection connection;

  AgiVoice(AgiConnection connection) {
    this.connection = connection;
  }

  /// A key that was pressed while a sound played, and the sample at which it was pressed.
  record Pressed(char key, long atSample) {}

  /// Plays a sound until its end or a key. Every key interrupts, so that every key is known; the caller resumes the
  /// sound from where it was.
  Optional<Pressed> play(String sound, long fromSample) throws AgiGone, RobotFault {
    AgiReply reply = connection.command(
        "STREAM FILE " + SafeText.agiArgument(sound) + " \"" + Turn.ALL_KEYS + "\" " + fromSample, LONGEST_SOUND);
    if (reply.result() < 0) {
      throw failed("the exchange could not play the sound " + SafeText.marked(sound, AgiConnection.LONGEST_QUOTED));
    }
    // Asterisk answers a file that it does not find with success at position 0.
    if (reply.result() == 0 && fromSample == 0 && reply.endpos().isPresent() && reply.endpos().getAsLong() == 0) {
      throw new RobotFault(
          "the exchange does not find the sound " + SafeText.marked(sound, AgiConnection.LONGEST_QUOTED));
    }
    return reply.key().map(key -> new Pressed(key, reply.endpos().orElse(fromSample)));
  }

  Optional<Character> listen(Duration patience) throws AgiGone, RobotFault {
    AgiReply reply = connection.command("WAIT FOR DIGIT " + patience.toMillis(), patience);
    if (reply.result() < 0) {
      throw failed("the exchange could not listen for a key");
    }
    return reply.key();
  }

  void hangUp() {
    connection.write("HANGUP");
  }

  /// Returns the fault behind result -1, which means a hang-up or a failure. One more command decides: a live channel
  /// answers it, a dead one does not, and the line HANGUP comes before its reply.
  private RobotFault failed(String what) throws AgiGone {
    AgiReply probe = connection.command("WAIT FOR DIGIT 1", Duration.ZERO);
    if (probe.result() < 0 || connection.isHungUp()) {
      throw new AgiGone(Why.HUNG_UP, "the debtor hung up");
    }
    return new RobotFault(what);
  }
}
