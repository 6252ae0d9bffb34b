package org.obzvon.call;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.Language;

/// A conversation that the robot can lead, in one language. It exists only if [ScriptCheck] finds nothing wrong.
///
/// @param source the file, for messages
/// @param steps by name, in the order of the file
public record Script(
    String source, Heading heading, Limits limits, GlobalKeys globalKeys, String start, Map<String, Step> steps) {

  /// The key that asks for a person, in every script and at every moment.
  public static final char PERSON = '0';

  /// The key that stops further calls.
  public static final char STOP = '9';

  /// What identifies a script.
  ///
  /// @param name the same in all languages, `payment-active`
  public record Heading(String name, Language language, String title) {}

  /// The limits that end a call that does not end by itself.
  ///
  /// @param mostTurns how many times a step may be entered or repeated
  /// @param longest time from the first word; the text being said is still finished
  public record Limits(int mostTurns, Duration longest) {}

  /// The steps to which [#PERSON] and [#STOP] lead.
  public record GlobalKeys(String person, String stop) {}

  /// @throws BadInput with every fault found
  public Script {
    steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    List<Problem> problems = new ScriptCheck(source, heading, globalKeys, start, steps).problems();
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
  }

  public Step step(String name) {
    return steps.get(name);
  }
}
