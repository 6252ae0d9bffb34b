package org.obzvon.call;

import java.time.Duration;
import java.util.List;

/// The robot's next action: it says the phrases, then does the rest.
///
/// @param heeds the keys that interrupt the phrases and are answered; any other key is noted by [IvrMachine#noted] and
///     the phrase goes on
public record Turn(DialoguePosition position, List<Phrase> phrases, String heeds, Then then) {
  public static final String ALL_KEYS = "0123456789*#";

  /// What the robot does after the phrases.
  public sealed interface Then {
    /// The robot listens for `patience`; if nothing is pressed, [Input.Silence] follows.
    record Listen(Duration patience) implements Then {}

    /// The robot does not listen: [Input.Silence] follows at once.
    record GoOn() implements Then {}

    /// The robot has a text message sent; [Input.Text] tells whether it is.
    record SendText(String template) implements Then {}

    /// The robot transfers the call to an operator; the conversation is over.
    record Transfer(DialogueResult dialogue) implements Then {}

    /// The robot hangs up; the conversation is over.
    record End(DialogueResult dialogue) implements Then {}
  }

  public Turn {
    phrases = List.copyOf(phrases);
  }

  public boolean heeds(char key) {
    return heeds.indexOf(key) >= 0;
  }
}
