package org.obzvon.call.fastagi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.obzvon.call.RobotFault;
import org.obzvon.call.Script;

/// Speaks with a debtor outside of a script. Every sound, every wait and every question to the desk goes through this
/// class, and the stop key ends it, whatever the other keys mean at that moment.
final class OffScriptVoice {
  /// The most keys during [#playWhole]. Keys interrupt a sound; a debtor who keeps pressing hears the rest of it no
  /// sooner.
  private static final int MOST_KEYS = 20;

  private final AgiVoice voice;

  OffScriptVoice(AgiVoice voice) {
    this.voice = voice;
  }

  /// Plays sounds until their end or the first key.
  Optional<Character> playUntilKey(List<String> sounds) throws AgiGone, RobotFault, StopPressed {
    for (String sound : sounds) {
      Optional<AgiVoice.Pressed> pressed = play(sound, 0);
      if (pressed.isPresent()) {
        return pressed.map(AgiVoice.Pressed::key);
      }
    }
    return Optional.empty();
  }

  /// Plays sounds to their end: after a key a sound goes on from where it was. Returns false when too many keys were
  /// pressed.
  boolean playWhole(List<String> sounds) throws AgiGone, RobotFault, StopPressed {
    int keys = 0;
    for (String sound : sounds) {
      Optional<AgiVoice.Pressed> pressed = play(sound, 0);
      while (pressed.isPresent()) {
        if (++keys > MOST_KEYS) {
          return false;
        }
        pressed = play(sound, pressed.get().atSample());
      }
    }
    return true;
  }

  private Optional<AgiVoice.Pressed> play(String sound, long fromSample) throws AgiGone, RobotFault, StopPressed {
    Optional<AgiVoice.Pressed> pressed = voice.play(sound, fromSample);
    obey(pressed.map(AgiVoice.Pressed::key));
    return pressed;
  }

  Optional<Character> listen(Duration patience) throws AgiGone, RobotFault, StopPressed {
    Optional<Character> key = voice.listen(patience);
    obey(key);
    return key;
  }

  /// Asks the desk and listens meanwhile.
  <T> T ask(Supplier<T> question) throws AgiGone, RobotFault, StopPressed {
    return switch (new AgiLookup(voice).ask(question, key -> key == Script.STOP)) {
      case AgiLookup.Asked.Answered<T>(T answer) -> answer;
      case AgiLookup.Asked.Interrupted<T> _ -> throw new StopPressed();
    };
  }

  private static void obey(Optional<Character> key) throws StopPressed {
    if (key.filter(pressed -> pressed == Script.STOP).isPresent()) {
      throw new StopPressed();
    }
  }
}
