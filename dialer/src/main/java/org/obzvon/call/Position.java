package org.obzvon.call;

import java.time.LocalDate;
import java.util.Optional;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.Promise;
import org.obzvon.contact.Reason;

/// Where a conversation stands: a value, so that the machine needs no memory of its own.
///
/// @param asked how often the step's question was repeated already
/// @param digits keys of a day that is being keyed in
/// @param turns how many turns were taken since the beginning
public record Position(String step, int asked, String digits, int turns, Heard heard) {
  static final int MOST_KEYS = 128;

  /// What the debtor told by his keys.
  ///
  /// @param end what the conversation will have ended as, once something decided it
  /// @param keys every key pressed, in order, the first [#MOST_KEYS] of them
  public record Heard(
      boolean rightPerson,
      Optional<LocalDate> day,
      Optional<Promise> promise,
      Optional<Reason> reason,
      Optional<Dialogue.End> end,
      String keys) {
    static final Heard NOTHING =
        new Heard(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "");

    Heard thePerson() {
      return new Heard(true, day, promise, reason, Optional.empty(), keys);
    }

    Heard notThePerson(Dialogue.End who) {
      return new Heard(false, day, promise, reason, Optional.of(who), keys);
    }

    Heard chose(LocalDate chosen) {
      return new Heard(rightPerson, Optional.of(chosen), promise, reason, end, keys);
    }

    Heard promised(Optional<Promise> given) {
      return new Heard(rightPerson, day, given, reason, end, keys);
    }

    Heard because(Reason given) {
      return new Heard(rightPerson, day, promise, Optional.of(given), end, keys);
    }

    Heard ends(Optional<Dialogue.End> as) {
      return new Heard(rightPerson, day, promise, reason, as, keys);
    }

    Heard pressed(char key) {
      String longer = keys.length() < MOST_KEYS ? keys + key : keys;
      return new Heard(rightPerson, day, promise, reason, end, longer);
    }

    boolean stopped() {
      return end.equals(Optional.of(Dialogue.End.OPTED_OUT));
    }

    Dialogue dialogue(Dialogue.End unlessDecided) {
      return new Dialogue(end.orElse(unlessDecided), rightPerson, promise, reason, keys);
    }
  }

  /// What the attempt ends as, once the debtor has asked to be left alone or told that the number is not the
  /// subscriber's. It stands at the key: a debtor who then asks for a person is still stopped, until a person lifts it.
  public Optional<ContactOutcome> wish() {
    return heard.end()
        .filter(end -> end == Dialogue.End.OPTED_OUT || end == Dialogue.End.WRONG_NUMBER)
        .map(end -> DialogueOutcomes.of(heard.dialogue(end)));
  }

  Position at(String other) {
    return new Position(other, 0, "", turns, heard);
  }

  Position again() {
    return new Position(step, asked + 1, "", turns, heard);
  }

  Position keyed(String some) {
    return new Position(step, asked, some, turns, heard);
  }

  Position turned() {
    return new Position(step, asked, digits, turns + 1, heard);
  }

  Position hearing(Heard other) {
    return new Position(step, asked, digits, turns, other);
  }
}
