package org.obzvon.call.tts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.obzvon.document.BadInput;
import org.obzvon.register.Language;

/// The settings of how and where speech is made and kept.
///
/// @param folders see [Folders]
/// @param programs see [Programs]
/// @param voices espeak-ng voice per language, such as `ro` or `ru+f3`
/// @param limitBytes size of the folder above which the sounds unused longest are removed; 8 kHz speech takes 16 kB a
///     second
/// @param rendersAtOnce how many phrases are rendered at the same time
public record SpeechSettings(
    Folders folders, Programs programs, Map<Language, String> voices, long limitBytes, int rendersAtOnce) {
  private static final Pattern VOICE = Pattern.compile("[a-z][a-zA-Z0-9+_-]{0,40}");
  private static final Pattern SEEN = Pattern.compile("[A-Za-z0-9/._-]+");

  /// The folders of sounds.
  ///
  /// @param written folder we write into
  /// @param seen the same folder as the exchange names it, which may be another machine or a container
  /// @param recordings `<language>/<name>.wav`, used instead of rendering; empty if nothing is recorded
  public record Folders(Path written, String seen, Optional<Path> recordings) {}

  /// The programs that make speech.
  ///
  /// @param timeout limit for rendering one phrase; a phrase takes about 20 ms
  public record Programs(String espeak, String sox, Duration timeout) {}

  public SpeechSettings {
    voices = Map.copyOf(voices);
    for (Language language : Language.values()) {
      String voice = voices.getOrDefault(language, "");
      if (!VOICE.matcher(voice).matches()) {
        throw BadInput.of("speech.voices." + language.tag(), "must be a voice of espeak-ng, such as "
            + language.tag() + ", not '" + voice + "'");
      }
    }
    if (!SEEN.matcher(folders.seen()).matches()) {
      throw BadInput.of("speech.seen", "must be a path of Latin letters, digits, dots, dashes and slashes");
    }
    if (limitBytes < 1 << 20 || rendersAtOnce < 1 || rendersAtOnce > 32) {
      throw BadInput.of("speech", "needs a limit of at least 1 MiB and 1 to 32 renders at once");
    }
  }
}
