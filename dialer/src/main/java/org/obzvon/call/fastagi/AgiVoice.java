package org.obzvon.call.fastagi;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.obzvon.call.CallFault;
import org.obzvon.call.Turn;
import org.obzvon.call.fastagi.AgiGone.Why;

/// The few AGI commands that a conversation needs.
final class AgiVoice {
  /// No phrase of a script lasts longer.
  private static final Duration LONGEST_SOUND = Duration.ofMinutes(2);

  /// A question that is answered so soon is not worth a command: the gap is as short as one between two sounds.
  private static final Duration AT_ONCE = Duration.ofMillis(100);
  private static final Duration SLICE = Duration.ofMillis(100);

  /// Ends a call with cause 63: our fault, not the debtor's. `HANGUP` would end it as if the debtor had hung up.
  static final String NOBODY_LEADS = "EXEC Hangup 63";

  private final AgiConnection connection;

  AgiVoice(AgiConnection connection) {
    this.connection = connection;
  }

  /// A key that was pressed while a sound played, and where.
  record Pressed(char key, long atSample) {}

  /// Plays a sound until its end or a key. Every key interrupts, so that every key is known; the caller plays on
  /// from where it was.
  Optional<Pressed> play(String sound, long fromSample) throws AgiGone, CallFault {
    AgiReply reply =
        connection.command(
            "STREAM FILE " + AgiText.quoted(sound) + " \"" + Turn.ALL_KEYS + "\" " + fromSample, LONGEST_SOUND);
    if (reply.result() < 0) {
      throw failed("the exchange could not play the sound " + AgiText.forLog(sound));
    }
    // Asterisk answers a file that it does not find with success at the very beginning.
    if (reply.result() == 0 && fromSample == 0 && reply.endpos().isPresent() && reply.endpos().getAsLong() == 0) {
      throw new CallFault("the exchange does not find the sound " + AgiText.forLog(sound));
    }
    return reply.key().map(key -> new Pressed(key, reply.endpos().orElse(fromSample)));
  }

  Optional<Character> listen(Duration patience) throws AgiGone, CallFault {
    AgiReply reply = connection.command("WAIT FOR DIGIT " + patience.toMillis(), patience);
    if (reply.result() < 0) {
      throw failed("the exchange could not listen for a key");
    }
    return reply.key();
  }

  /// The answer to a question, or the key that was pressed before it was answered.
  sealed interface Asked<T> {
    record Answered<T>(T answer) implements Asked<T> {}

    record Interrupted<T>(char key) implements Asked<T> {}
  }

  /// Listens while somebody else is asked: Asterisk forgets a key that is pressed while no command runs.
  ///
  /// @param ends whether a key ends the waiting; the question itself runs on then
  <T> Asked<T> whileAsking(Supplier<T> question, Predicate<Character> ends) throws AgiGone, CallFault {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread.ofVirtual().name("agi-question").start(() -> {
      try {
        answer.complete(question.get());
      } catch (RuntimeException | LinkageError e) {
        answer.completeExceptionally(e);
      }
    });
    Duration patience = AT_ONCE;
    while (!isAnswered(answer, patience)) {
      patience = Duration.ZERO;
      Optional<Character> key = listen(SLICE).filter(ends);
      if (key.isPresent()) {
        return new Asked.Interrupted<>(key.get());
      }
    }
    try {
      return new Asked.Answered<>(answer.join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
    }
  }

  private static boolean isAnswered(CompletableFuture<?> answer, Duration patience) {
    try {
      answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException _) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a question was open", e);
    }
  }

  /// Tells the dialplan how to go on after we are gone.
  void tell(String variable, String value) throws AgiGone, CallFault {
    if (connection.command("SET VARIABLE " + variable + " " + AgiText.quoted(value), Duration.ZERO).result() != 1) {
      throw new CallFault("the exchange did not take the channel variable");
    }
    if (connection.isHungUp()) {
      throw new AgiGone(Why.HUNG_UP, "the debtor hung up");
    }
  }

  void hangUp() {
    connection.write("HANGUP");
  }

  /// Result -1 means a hang-up or a failure. One more command tells: a live channel answers it, a dead one does not,
  /// and the line HANGUP stands before its reply.
  private CallFault failed(String what) throws AgiGone {
    AgiReply probe = connection.command("WAIT FOR DIGIT 1", Duration.ZERO);
    if (probe.result() < 0 || connection.isHungUp()) {
      throw new AgiGone(Why.HUNG_UP, "the debtor hung up");
    }
    return new CallFault(what);
  }
}
