package org.obzvon.call.fastagi;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The exchange's reply to one command: `200 result=49 endpos=8000`.
///
/// @param code 200 done, 510 and 520 not understood, 511 dead channel
/// @param result of a done command: 0 nothing, -1 failed or hung up, otherwise the ASCII code of a key
/// @param endpos sample at which the playing ended
record AgiReply(int code, int result, OptionalLong endpos) {
  static final int DONE = 200;
  static final int DEAD_CHANNEL = 511;

  private static final Pattern SHAPE = Pattern.compile("(\\d{3})([ -].*)?");
  private static final Pattern RESULT = Pattern.compile(" result=(-?\\d{1,9})(?= |$)");
  private static final Pattern ENDPOS = Pattern.compile(" endpos=(\\d{1,15})(?= |$)");

  /// Parses a line. Returns empty for a line that is no reply.
  static Optional<AgiReply> parse(String line) {
    Matcher shape = SHAPE.matcher(line);
    if (!shape.matches()) {
      return Optional.empty();
    }
    int code = Integer.parseInt(shape.group(1));
    Matcher result = RESULT.matcher(line);
    boolean found = result.find();
    if (code == DONE && !found) {
      return Optional.empty();
    }
    Matcher endpos = ENDPOS.matcher(line);
    return Optional.of(
        new AgiReply(
            code,
            found ? Integer.parseInt(result.group(1)) : 0,
            endpos.find() ? OptionalLong.of(Long.parseLong(endpos.group(1))) : OptionalLong.empty()));
  }

  /// Returns whether the line opens an explanation: `520-Invalid command syntax` opens several lines that end with a
  /// line `520 …`.
  static boolean opensExplanation(String line) {
    return line.startsWith("520-");
  }

  /// Returns the key that the result stands for.
  Optional<Character> key() {
    boolean isKey = result >= '0' && result <= '9' || result == '*' || result == '#';
    return isKey ? Optional.of((char) result) : Optional.empty();
  }
}
