package org.obzvon.call.tts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.obzvon.call.SpokenFacts;
import org.obzvon.call.TurnEvent;
import org.obzvon.call.IvrMachine;
import org.obzvon.call.Phrase;
import org.obzvon.call.Script;
import org.obzvon.call.Turn;
import org.obzvon.call.icu.IcuWords;
import org.obzvon.call.yaml.YamlScripts;
import org.obzvon.register.Language;
import org.obzvon.register.Money;

/// Speaks every shipped script with the real synthesiser.
@Tag("slow")
class SpokenScriptsTest {
  /// 8000 samples a second of two bytes each.
  private static final double BYTES_A_SECOND = 16_000;

  @TempDir
  private static Path folder;

  @BeforeAll
  static void needs_a_synthesiser() {
    EspeakSpeechTest.needs("espeak-ng", "sox");
  }

  static Stream<Script> scripts() {
    return new YamlScripts().shipped().all().stream();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everything_is_heard_and_the_way_to_a_promise_is_short(Script script) throws Exception {
    LocalDate today = LocalDate.of(2026, 11, 22);
    SpokenFacts facts = new SpokenFacts("Popescu Ion", "10004711", Money.of("1321.21", "MDL"), Optional.of(today),
        today,
        new SpokenFacts.House("Arax-Net", Optional.of("022 123 456")));
    IvrMachine machine = new IvrMachine(script, facts, new IcuWords());
    assertThat(seconds(script, machine.everyPhrase())).allMatch(seconds -> seconds > 0.3 && seconds < 30);
    double wayToPromise = seconds(script, promising(machine)).stream().mapToDouble(Double::doubleValue).sum();
    assertThat(wayToPromise).isBetween(20.0, 90.0);
  }

  private static List<Phrase> promising(IvrMachine machine) {
    List<Phrase> heard = new ArrayList<>();
    Turn turn = machine.begin();
    while (!(turn.then() instanceof Turn.Then.End)) {
      heard.addAll(turn.phrases());
      TurnEvent input = turn.then() instanceof Turn.Then.Listen ? new TurnEvent.Key('1') : new TurnEvent.Silence();
      turn = machine.next(turn.position(), input, Duration.ZERO);
    }
    return heard;
  }

  private static List<Double> seconds(Script script, List<Phrase> phrases) throws Exception {
    Instant now = Instant.parse("2026-11-22T09:00:00Z");
    SpeechSettings settings = new SpeechSettings(
        new SpeechSettings.Folders(folder, "seen", Optional.empty()),
        new SpeechSettings.Programs("espeak-ng", "sox", Duration.ofSeconds(20)),
        Map.of(Language.RU, "ru", Language.RO, "ro", Language.EN, "en"), 1 << 28, 2);
    List<Double> seconds = new ArrayList<>();
    for (String name : new EspeakSpeech(settings, () -> now).prepare(script.heading().language(), phrases)) {
      seconds.add(Files.size(folder.resolve(name.substring("seen/".length()) + ".wav")) / BYTES_A_SECOND);
    }
    return seconds;
  }
}
