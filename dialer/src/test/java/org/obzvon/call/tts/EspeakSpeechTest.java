package org.obzvon.call.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.call.RobotFault;
import org.obzvon.call.Phrase;
import org.obzvon.document.BadInput;
import org.obzvon.register.Language;

@Tag("slow")
class EspeakSpeechTest {
  private static final Map<Language, String> VOICES = Map.of(Language.RU, "ru", Language.RO, "ro", Language.EN, "en");

  @TempDir
  private Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T09:00:00Z"));

  @ParameterizedTest
  @CsvSource({"RU, Здравствуйте! Двадцать одна копейка.", "RO, Bună ziua! Douăzeci de lei.", "EN, Hello there."})
  void a_phrase_becomes_telephone_sound_in_every_language(Language language, String text) throws Exception {
    needs("espeak-ng", "sox");
    String name = speech("espeak-ng", 1 << 24).prepare(language, List.of(said(text))).getFirst();
    Path wav = file(name);
    AudioFormat format = AudioSystem.getAudioFileFormat(wav.toFile()).getFormat();
    assertThat(format.getSampleRate()).isEqualTo(8000);
    assertThat(format.getChannels()).isEqualTo(1);
    assertThat(format.getSampleSizeInBits()).isEqualTo(16);
    assertThat(Files.size(wav)).isGreaterThan(8000);
    assertThat(Files.getPosixFilePermissions(wav).toString()).doesNotContain("OTHERS");
  }

  @Test
  void a_phrase_is_rendered_once_and_the_name_tells_nothing() throws Exception {
    Path counting = program("echo x >> " + folder.resolve("runs") + "\n" + "while [ \"$1\" != -w ]; do shift; done\n"
        + "cat > \"$2\"");
    EspeakSpeech speech = speech(counting.toString(), 1 << 24);
    List<String> names = speech.prepare(Language.RO, List.of(said("Popescu"), said("Popescu"), said("Ionescu")));
    assertThat(speech.prepare(Language.RO, List.of(said("Ionescu")))).containsExactly(names.get(2));
    assertThat(names.get(0)).isEqualTo(names.get(1)).matches("/seen/sounds/ro/[0-9a-f]{40}");
    assertThat(names.get(2)).isNotEqualTo(names.get(0));
    assertThat(Files.readAllLines(folder.resolve("runs"))).hasSize(2);
    assertThat(Files.readString(file(names.get(0)))).isEqualTo("Popescu");
  }

  @Test
  void hostile_text_goes_in_by_stdin_and_is_neither_option_nor_path() throws Exception {
    Path echoing = program("echo \"$@\" > " + folder.resolve("arguments") + "\n"
        + "while [ \"$1\" != -w ]; do shift; done\ncat > \"$2\"");
    String hostile = "-w /etc/passwd; $(touch " + folder.resolve("hacked") + ") `id` \r\n../../x";
    String name = speech(echoing.toString(), 1 << 24).prepare(Language.RU, List.of(said(hostile))).getFirst();
    assertThat(Files.readString(folder.resolve("arguments"))).doesNotContain("passwd");
    assertThat(Files.readString(file(name))).isEqualTo(hostile.replace("\r\n", " "));
    assertThat(folder.resolve("hacked")).doesNotExist();
  }

  @Test
  void a_recording_stands_in_but_never_a_path_outside_its_folder() throws Exception {
    Path counting = program("while [ \"$1\" != -w ]; do shift; done\ncat > \"$2\"");
    Path recordings = Files.createDirectories(folder.resolve("recordings/ru"));
    Files.writeString(recordings.resolve("hello-1.wav"), "recorded");
    Files.writeString(folder.resolve("recordings/secret.wav"), "secret");
    EspeakSpeech speech = speech(counting.toString(), 1 << 24);
    List<String> names = speech.prepare(
        Language.RU,
        List.of(
            new Phrase(Optional.of("hello-1"), "a"),
            new Phrase(Optional.of("../secret"), "b"),
            new Phrase(Optional.of("hello-2"), "c")));
    List<String> contents = new ArrayList<>();
    for (String name : names) {
      contents.add(Files.readString(file(name)));
    }
    assertThat(contents).containsExactly("recorded", "b", "c");
  }

  @Test
  void a_program_that_hangs_or_fails_is_a_fault_and_leaves_nothing() throws Exception {
    EspeakSpeech hanging = speech(program("exec sleep 60").toString(), 1 << 24);
    assertThatThrownBy(() -> hanging.prepare(Language.RU, List.of(said("a"))))
        .isInstanceOf(RobotFault.class).hasMessageContaining("did not finish");
    EspeakSpeech failing = speech(program("exit 3").toString(), 1 << 24);
    assertThatThrownBy(() -> failing.prepare(Language.RU, List.of(said("a"))))
        .isInstanceOf(RobotFault.class).hasMessageContaining("ended with 3");
    EspeakSpeech missing = speech(folder.resolve("no-such").toString(), 1 << 24);
    assertThatThrownBy(() -> missing.prepare(Language.RU, List.of(said("a")))).isInstanceOf(RobotFault.class);
    assertThat(wavs()).isEmpty();
  }

  @Test
  void beyond_the_limit_the_sounds_unused_longest_go_and_those_in_use_stay() throws Exception {
    int limit = 1 << 20;
    Path big = program("while [ \"$1\" != -w ]; do shift; done\ncat > \"$2\"\nhead -c 400000 /dev/zero >> \"$2\"");
    EspeakSpeech speech = speech(big.toString(), limit);
    List<String> names = new ArrayList<>();
    for (String text : List.of("one", "two")) {
      names.addAll(speech.prepare(Language.EN, List.of(said(text))));
    }
    now.set(now.get().plus(Duration.ofHours(1)));
    speech.prepare(Language.EN, List.of(said("one"))); // uses "one" again
    names.addAll(speech.prepare(Language.EN, List.of(said("three"))));
    assertThat(names.stream().map(name -> Files.exists(file(name)))).containsExactly(true, false, true);
    speech.prepare(Language.EN, List.of(said("four"), said("five")));
    assertThat(names.stream().map(name -> Files.exists(file(name)))).containsExactly(true, false, true);
    assertThatThrownBy(() -> speech.prepare(Language.EN, List.of(said("six"), said("seven"))))
        .hasMessageContaining("full of sounds in use");
  }

  @Test
  void many_calls_at_once_render_a_phrase_once() throws Exception {
    Path counting = program("echo x >> " + folder.resolve("runs") + "\n" + "while [ \"$1\" != -w ]; do shift; done\n"
        + "cat > \"$2\"");
    EspeakSpeech speech = speech(counting.toString(), 1 << 24);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> all = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        all.add(threads.submit(() -> speech.prepare(Language.EN, List.of(said("same"), said("same too")))));
      }
      for (var one : all) {
        assertThat(one.get()).hasSize(2);
      }
    }
    assertThat(Files.readAllLines(folder.resolve("runs"))).hasSize(2);
  }

  @Test
  void what_a_crash_left_half_done_is_removed_at_the_start() throws Exception {
    Path cache = Files.createDirectories(folder.resolve("cache"));
    Path half = Files.writeString(cache.resolve("unfinished-1.wav"), "half");
    Files.setLastModifiedTime(half, FileTime.from(now.get()));
    speech("espeak-ng", 1 << 24);
    assertThat(half).doesNotExist();
  }

  @Test
  void a_voice_that_could_be_an_option_is_refused() {
    assertThatThrownBy(() -> settings("espeak-ng", 1 << 24,
        Map.of(Language.RU, "-f", Language.RO, "ro", Language.EN, "en")))
        .isInstanceOf(BadInput.class).hasMessageContaining("speech.voices.ru");
  }

  private EspeakSpeech speech(String espeak, long limit) {
    return new EspeakSpeech(settings(espeak, limit, VOICES), now::get);
  }

  private SpeechSettings settings(String espeak, long limit, Map<Language, String> voices) {
    // A program of ours replaces espeak and its output is no sound; a copying program then replaces sox.
    String sox = espeak.equals("espeak-ng") ? "sox" : copying();
    return new SpeechSettings(
        new SpeechSettings.Folders(folder.resolve("cache"), "/seen/sounds", Optional.of(folder.resolve("recordings"))),
        new SpeechSettings.Programs(espeak, sox, Duration.ofSeconds(2)), voices, limit, 2);
  }

  private String copying() {
    try {
      return program("from=\"$3\"\nwhile [ $# -gt 1 ]; do shift; done\ncat \"$from\" > \"$1\"").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path program(String body) throws IOException {
    Path program = Files.createTempFile(folder, "program", "");
    Files.writeString(program, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(
        program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }

  private Path file(String name) {
    return folder.resolve("cache").resolve(name.substring("/seen/sounds/".length()) + ".wav");
  }

  private List<Path> wavs() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static Phrase said(String text) {
    return new Phrase(Optional.empty(), text);
  }

  static void needs(String... programs) {
    for (String program : programs) {
      boolean there = Stream.of(System.getenv("PATH").split(":"))
          .anyMatch(bin -> Files.isExecutable(Path.of(bin, program)));
      assumeTrue(there, program + " is not installed here; the packages espeak-ng and sox bring it");
    }
  }
}
