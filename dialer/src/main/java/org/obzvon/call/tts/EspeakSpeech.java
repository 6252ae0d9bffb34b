package org.obzvon.call.tts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.obzvon.call.RobotFault;
import org.obzvon.call.Phrase;
import org.obzvon.call.Speech;
import org.obzvon.register.Language;

/// Speech by espeak-ng, or a recording if there is one for the phrase. A sound is named by the digest of language,
/// voice and text (for a recording: of its bytes). It is rendered once, into a temporary file that is then renamed.
public final class EspeakSpeech implements Speech {
  private static final Pattern RECORDING = Pattern.compile("[a-z][a-z0-9-]{0,120}");
  private static final int LONGEST_TEXT = 2000;
  private static final long LARGEST_RECORDING = 10 << 20;
  private static final int NAME_LENGTH = 40;
  private static final int DOORS = 64;
  private static final long WAIT_SECONDS = 60;

  private final SpeechSettings settings;
  private final SoundFolder sounds;
  private final Programs programs;
  private final Semaphore renders;
  /// The locks that make two calls with the same phrase render it once: the second waits at the same lock.
  private final Semaphore[] doors = new Semaphore[DOORS];

  public EspeakSpeech(SpeechSettings settings, InstantSource clock) {
    this.settings = settings;
    this.sounds = new SoundFolder(settings.folders().written(), settings.limitBytes(), clock);
    this.programs = new Programs(settings.programs());
    this.renders = new Semaphore(settings.rendersAtOnce(), true);
    for (int i = 0; i < DOORS; i++) {
      doors[i] = new Semaphore(1, true);
    }
  }

  @Override
  public List<String> prepare(Language language, List<Phrase> phrases) throws RobotFault {
    List<String> names = new ArrayList<>();
    for (Phrase phrase : phrases) {
      names.add(settings.folders().seen() + "/" + prepare(language, phrase));
    }
    return names;
  }

  private String prepare(Language language, Phrase phrase) throws RobotFault {
    if (phrase.text().length() > LONGEST_TEXT) {
      throw new RobotFault("a phrase is longer than " + LONGEST_TEXT + " characters");
    }
    try {
      Optional<Path> recording = recording(language, phrase);
      String voice = settings.voices().get(language);
      String digest = recording.isPresent()
          ? digest(Files.readAllBytes(recording.get()))
          : digest((language.tag() + "\n" + voice + "\n" + phrase.text()).getBytes(StandardCharsets.UTF_8));
      String name = language.tag() + "/" + digest;
      if (!sounds.has(name)) {
        render(name, unfinished -> make(recording, voice, phrase.text(), unfinished));
      }
      return name;
    } catch (IOException e) {
      throw new RobotFault("speech cannot be made: " + e.getClass().getSimpleName(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RobotFault("rendering was interrupted", e);
    }
  }

  private Optional<Path> recording(Language language, Phrase phrase) throws IOException {
    Optional<Path> file = settings.folders().recordings()
        .flatMap(folder -> phrase.recording()
            .filter(name -> RECORDING.matcher(name).matches())
            .map(name -> folder.resolve(language.tag()).resolve(name + ".wav")))
        .filter(Files::isRegularFile);
    if (file.isPresent() && Files.size(file.get()) > LARGEST_RECORDING) {
      throw new IOException("the recording " + file.get() + " is larger than 10 MiB");
    }
    return file;
  }

  private interface Making {
    void into(Path unfinished) throws IOException, RobotFault, InterruptedException;
  }

  private void render(String name, Making making) throws IOException, RobotFault, InterruptedException {
    Semaphore door = doors[Math.floorMod(name.hashCode(), DOORS)];
    enter(door);
    try {
      if (sounds.has(name)) {
        return;
      }
      enter(renders);
      try {
        Path unfinished = sounds.unfinished();
        try {
          making.into(unfinished);
          sounds.keep(unfinished, name);
        } finally {
          Files.deleteIfExists(unfinished);
        }
      } finally {
        renders.release();
      }
    } finally {
      door.release();
    }
  }

  private static void enter(Semaphore semaphore) throws RobotFault, InterruptedException {
    if (!semaphore.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
      throw new RobotFault("speech was not rendered within " + WAIT_SECONDS + " s: too much is asked for at once");
    }
  }

  private void make(Optional<Path> recording, String voice, String text, Path unfinished)
      throws IOException, RobotFault, InterruptedException {
    if (recording.isPresent()) {
      programs.toTelephone(recording.get(), unfinished);
      return;
    }
    Path raw = sounds.unfinished();
    try {
      programs.speak(voice, text, raw);
      programs.toTelephone(raw, unfinished);
    } finally {
      Files.deleteIfExists(raw);
    }
  }

  private static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest).substring(0, NAME_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
