package org.obzvon.call.tts;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.obzvon.call.RobotFault;
import org.obzvon.document.SafeText;

/// Runs espeak-ng and sox. The text goes in by stdin and the file names are ours, so text from outside is never an
/// argument; there is no shell.
final class Programs {
  /// The format that an exchange plays without recoding: 8 kHz, one channel, 16 bits.
  private static final List<String> TELEPHONE = List.of("-r", "8000", "-c", "1", "-b", "16", "-e", "signed-integer");

  private final SpeechSettings.Programs settings;

  Programs(SpeechSettings.Programs settings) {
    this.settings = settings;
  }

  void speak(String voice, String text, Path wav) throws IOException, RobotFault, InterruptedException {
    // The text must be one line: a line end would only make the voice pause.
    String line = SafeText.line(SafeText.unixLines(text));
    run(List.of(settings.espeak(), "-v", voice, "-b", "1", "--stdin", "-w", wav.toString()), line);
  }

  void toTelephone(Path wav, Path result) throws IOException, RobotFault, InterruptedException {
    List<String> command = new ArrayList<>(List.of(settings.sox(), "-V1", "-G", wav.toString()));
    command.addAll(TELEPHONE);
    command.addAll(List.of("-t", "wav", result.toString()));
    run(command, "");
  }

  private void run(List<String> command, String input) throws IOException, RobotFault, InterruptedException {
    Process process = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD)
        .start();
    try {
      boolean read = write(process, input);
      Duration timeout = settings.timeout();
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new RobotFault(command.getFirst() + " did not finish within " + timeout.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        throw new RobotFault(command.getFirst() + " ended with " + process.exitValue());
      }
      if (!read) {
        throw new RobotFault(command.getFirst() + " ended without reading what it was to say");
      }
    } finally {
      process.destroyForcibly();
    }
  }

  /// Writes the text. Returns false when the program ended before it had read everything: its exit code tells more than
  /// the broken pipe.
  private static boolean write(Process process, String input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IOException _) {
      return input.isEmpty();
    }
  }
}
