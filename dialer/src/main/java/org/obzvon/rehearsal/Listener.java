package org.obzvon.rehearsal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The simulated person on the line, who hears prompts, meets questions and follows a plan. Not thread-safe.
///
/// A question is a wait for a key after at least one prompt. The person does not know the script: the second question
/// gets the second entry of the plan, whatever it asks.
public final class Listener {
  private static final int UNPLANNED_SILENCES = 2;

  private final Deque<KeyPress> plan;
  private boolean impatient;
  private Optional<KeyPress> unheeded = Optional.empty();
  private Duration heard = Duration.ZERO;
  private int silences;

  public Listener(List<KeyPress> plan, boolean impatient) {
    this.plan = new ArrayDeque<>(plan);
    this.impatient = impatient;
  }

  /// The person's action while a prompt is played.
  ///
  /// @param at time from the beginning of the prompt
  public record Interruption(Action action, Duration at) {}

  public sealed interface Action {
    record Key(char key) implements Action {}

    record HangsUp() implements Action {}

    record Nothing() implements Action {}
  }

  /// @param escapeKeys keys that may interrupt the prompt
  /// @return empty if the person hears the prompt to its end
  public Optional<Interruption> hears(Duration prompt, String escapeKeys) {
    Duration before = heard;
    heard = heard.plus(prompt);
    return switch (plan.peek()) {
      case KeyPress.HangUp(Duration after) when !heard.minus(after).isNegative() && !after.isZero() -> {
        plan.poll();
        Duration at = after.minus(before);
        yield Optional.of(new Interruption(new Action.HangsUp(), at.isNegative() ? Duration.ZERO : at));
      }
      case KeyPress.Press(char key, _) when impatient && escapeKeys.indexOf(key) >= 0 -> {
        unheeded = Optional.ofNullable(plan.peek());
        answered();
        yield Optional.of(new Interruption(new Action.Key(key), prompt.dividedBy(2)));
      }
      case KeyPress.HangUp _,KeyPress.Press _,KeyPress.Silence _ -> Optional.empty();
      case null -> Optional.empty();
    };
  }

  /// Handles a prompt that goes on where the person's key cut it short, because the key was not wanted yet. The person
  /// keeps the key for the question and is patient from now on.
  public void hearsItGoOn() {
    unheeded.ifPresent(plan::addFirst);
    unheeded = Optional.empty();
    impatient = false;
  }

  /// Returns what the person does in a wait for a key.
  ///
  /// @param wait how long the robot waits
  public Interruption isAsked(Duration wait) {
    KeyPress next = plan.peek();
    if (next == null) {
      return unplanned(wait);
    }
    answered();
    return switch (next) {
      case KeyPress.Press(char key, Duration after) -> new Interruption(
          new Action.Key(key), after.compareTo(wait) < 0 ? after : wait);
      case KeyPress.Silence() -> new Interruption(new Action.Nothing(), wait);
      case KeyPress.HangUp(_) -> new Interruption(new Action.HangsUp(), wait.dividedBy(2));
    };
  }

  private Interruption unplanned(Duration wait) {
    silences++;
    return silences > UNPLANNED_SILENCES
        ? new Interruption(new Action.HangsUp(), Duration.ZERO)
        : new Interruption(new Action.Nothing(), wait);
  }

  private void answered() {
    plan.poll();
    heard = Duration.ZERO;
  }
}
