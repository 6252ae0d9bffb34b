package org.obzvon.call;

import java.time.LocalDate;
import java.util.Optional;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.Promise;
import org.obzvon.contact.NonPaymentReason;

/// The point that a conversation has reached: a value, so that the machine needs no memory of its own.
///
/// @param asked how often the step's question was repeated already
/// @param digits keys of a day that is being keyed in
/// @param turns how many turns were taken since the beginning
public record DialoguePosition(String step, int asked, String digits, int turns, Heard heard) {
  static final int MOST_KEYS = 128;

  /// What the debtor told by their keys.
  ///
  /// @param end how the conversation will end, once something decided it
  /// @param keys every key pressed, in order, the first [#MOST_KEYS] of them
  public record Heard(
      boolean rightPerson,
      Optional<LocalDate> day,
      Optional<Promise> promise,
      Optional<NonPaymentReason> reason,
      Optional<DialogueResult.End> end,
      String keys) {
    static final Heard NOTHING = new Heard(false, Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), "");

    Heard thePerson() {
      return new Heard(true, day, promise, reason, Optional.empty(), keys);
    }

    Heard notThePerson(DialogueResult.End who) {
      return new Heard(false, day, promise, reason, Optional.of(who), keys);
    }

    Heard chose(LocalDate chosen) {
      return new Heard(rightPerson, Optional.of(chosen), promise, reason, end, keys);
    }

    Heard promised(Optional<Promise> given) {
      return new Heard(rightPerson, day, given, reason, end, keys);
    }

    Heard because(NonPaymentReason given) {
      return new Heard(rightPerson, day, promise, Optional.of(given), end, keys);
    }

    Heard ends(Optional<DialogueResult.End> as) {
      return new Heard(rightPerson, day, promise, reason, as, keys);
    }

    Heard pressed(char key) {
      String longer = keys.length() < MOST_KEYS ? keys + key : keys;
      return new Heard(rightPerson, day, promise, reason, end, longer);
    }

    boolean stopped() {
      return end.equals(Optional.of(DialogueResult.End.OPTED_OUT));
    }

    DialogueResult dialogue(DialogueResult.End unlessDecided) {
      return new DialogueResult(end.orElse(unlessDecided), rightPerson, promise, reason, keys);
    }
  }

  /// Returns the outcome of the attempt once the debtor has asked not to be called or told that the number is not the
  /// subscriber's. It takes effect at the key: a debtor who then asks for a person is still suppressed, until a person
  /// lifts it.
  public Optional<ContactOutcome> wish() {
    return heard.end()
        .filter(end -> end == DialogueResult.End.OPTED_OUT || end == DialogueResult.End.WRONG_NUMBER)
        .map(end -> DialogueOutcomes.of(heard.dialogue(end)));
  }

  DialoguePosition at(String other) {
    return new DialoguePosition(other, 0, "", turns, heard);
  }

  DialoguePosition again() {
    return new DialoguePosition(step, asked + 1, "", turns, heard);
  }

  DialoguePosition keyed(String some) {
    return new DialoguePosition(step, asked, some, turns, heard);
  }

  DialoguePosition turned() {
    return new DialoguePosition(step, asked, digits, turns + 1, heard);
  }

  DialoguePosition hearing(Heard other) {
    return new DialoguePosition(step, asked, digits, turns, other);
  }
}
