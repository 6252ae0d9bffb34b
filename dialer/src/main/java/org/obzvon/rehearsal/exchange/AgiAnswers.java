package org.obzvon.rehearsal.exchange;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.obzvon.rehearsal.Chance;
import org.obzvon.rehearsal.Listener;
import org.obzvon.rehearsal.Listener.Action;
import org.obzvon.rehearsal.Listener.Interruption;

/// Answers AGI commands with Asterisk's result lines, while a person (or a machine) listens.
final class AgiAnswers {
  static final String DEAD = "511 Command Not Permitted on a dead channel or intercept routine";
  private static final String HUNG_UP = "200 result=-1";
  private static final int SAMPLES_PER_SECOND = 8_000;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  /// The commands that Asterisk still executes on a dead channel.
  private static final Set<String> FOR_THE_DEAD = Set.of("CHANNEL", "GET", "SET", "VERBOSE", "NOOP", "EXEC",
      "DATABASE");

  private final Call call;
  private final Listener listener;
  private boolean dead;

  AgiAnswers(Call call, Listener listener) {
    this.call = call;
    this.listener = listener;
  }

  boolean isDead() {
    return dead;
  }

  void die() {
    dead = true;
  }

  String to(AgiCommand command) {
    if (dead && FOR_THE_DEAD.stream().noneMatch(command::is)) {
      return DEAD;
    }
    if (command.is("STREAM", "FILE") || command.is("CONTROL", "STREAM", "FILE")) {
      int file = command.is("STREAM") ? 2 : 3;
      return command.words().size() > file
          ? played(command.word(file), command.word(file + 1), sample(command.word(file + 2)))
          : "520-Invalid command syntax.  Proper usage follows:\n520 End of proper usage.";
    }
    if (command.is("WAIT", "FOR", "DIGIT")) {
      return waited(command.word(3));
    }
    if (command.is("SAY")) {
      String answer = played(command.word(1) + command.word(2), command.word(3), 0);
      return answer.replaceFirst(" endpos=.*", "");
    }
    return command.is("EXEC") ? executed(command.word(1), command.word(2)) : plain(command);
  }

  private String plain(AgiCommand command) {
    if (command.is("GET", "VARIABLE")) {
      return variable(command.word(2)).map(value -> "200 result=1 (" + value + ")").orElse("200 result=0");
    }
    if (command.is("SET", "VARIABLE")) {
      call.set(command.word(2), command.word(3));
      return "200 result=1";
    }
    if (command.is("HANGUP")) {
      dead = true;
      return "200 result=1";
    }
    if (command.is("CHANNEL", "STATUS")) {
      return "200 result=6";
    }
    if (command.is("VERBOSE") || command.is("DATABASE", "PUT")) {
      return "200 result=1";
    }
    if (command.is("ANSWER") || command.is("NOOP") || command.is("SET")) {
      return "200 result=0";
    }
    return "510 Invalid or unknown command";
  }

  /// @param from the sample to begin with; above 0 an interrupted prompt goes on
  private String played(String file, String escapeKeys, long from) {
    if (from > 0) {
      listener.hearsItGoOn();
    }
    Duration begin = Duration.ofMillis(from * 1000 / SAMPLES_PER_SECOND);
    Duration left = length(file).minus(begin);
    Duration rest = left.isNegative() ? Duration.ZERO : left;
    Optional<Interruption> interruption = listener.hears(rest, escapeKeys);
    Duration at = interruption.map(Interruption::at).orElse(rest);
    call.passes(at);
    String result = interruption.map(cut -> result(cut.action())).orElse("200 result=0");
    return result + " endpos=" + begin.plus(at).toMillis() * SAMPLES_PER_SECOND / 1000;
  }

  private static long sample(String offset) {
    return offset.matches("\\d{1,9}") ? Long.parseLong(offset) : 0;
  }

  private String waited(String milliseconds) {
    boolean number = milliseconds.matches("-?\\d{1,9}");
    if (!number) {
      return "520-Invalid command syntax.  Proper usage follows:\n520 End of proper usage.";
    }
    long asked = Long.parseLong(milliseconds);
    Duration wait = asked < 0 || asked > LONGEST_WAIT.toMillis() ? LONGEST_WAIT : Duration.ofMillis(asked);
    Interruption done = listener.isAsked(wait);
    call.passes(done.at());
    return result(done.action());
  }

  private String executed(String application, String arguments) {
    switch (application.toLowerCase(Locale.ROOT)) {
      case "wait" -> call.passes(seconds(arguments));
      case "playback" -> {
        return dead ? HUNG_UP : played(arguments, "", 0).replaceFirst(" endpos=.*", "");
      }
      // Any other dial-plan application: it ran, and nobody heard it.
      default -> call.passes(Duration.ofMillis(10));
    }
    return "200 result=0";
  }

  private static Duration seconds(String text) {
    boolean number = text.matches("\\d{1,4}(\\.\\d{1,3})?");
    return number ? Duration.ofMillis((long) (Double.parseDouble(text) * 1000)) : Duration.ZERO;
  }

  private String result(Action action) {
    return switch (action) {
      case Action.Key(char key) -> "200 result=" + (int) key;
      case Action.Nothing() -> "200 result=0";
      case Action.HangsUp() -> {
        dead = true;
        yield HUNG_UP;
      }
    };
  }

  private Optional<String> variable(String name) {
    return switch (name) {
      case "UNIQUEID" -> Optional.of(call.id());
      case "CHANNEL" -> Optional.of(call.channelName());
      case "CHANNEL(state)" -> Optional.of("Up");
      default -> Optional.ofNullable(call.variables().get(name));
    };
  }

  /// Returns the length of a prompt. The exchange has no sound files: a prompt lasts two to six seconds, always the
  /// same for the same prompt.
  private static Duration length(String file) {
    return Duration.ofMillis(Chance.of(0, "prompt", file).between(2_000, 6_000));
  }
}
