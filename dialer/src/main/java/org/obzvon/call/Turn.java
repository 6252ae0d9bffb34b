package org.obzvon.call;

import java.time.Duration;
import java.util.List;

/// What the robot does next: say the phrases, then do the rest.
///
/// @param heeds the keys that interrupt the phrases and are answered; any other is noted by [IvrMachine#noted]
///     and the phrase goes on
public record Turn(Position position, List<Phrase> phrases, String heeds, Then then) {
  public static final String ALL_KEYS = "0123456789*#";

  public sealed interface Then {
    /// Listen so long; nothing pressed is [Input.Silence].
    record Listen(Duration patience) implements Then {}

    /// Do not listen: [Input.Silence] follows at once.
    record GoOn() implements Then {}

    /// Have a text message sent; [Input.Text] tells whether it is.
    record SendText(String template) implements Then {}

    /// Hand the call to a person; the conversation is over.
    record Transfer(Dialogue dialogue) implements Then {}

    /// Hang up; the conversation is over.
    record End(Dialogue dialogue) implements Then {}
  }

  public Turn {
    phrases = List.copyOf(phrases);
  }

  public boolean heeds(char key) {
    return heeds.indexOf(key) >= 0;
  }
}
