package org.obzvon.document.yaml;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// From a file to the parser's nodes, with the parser's complaints in our words.
final class YamlText {
  private static final int LARGEST_FILE = 1 << 20;

  private YamlText() {}

  static String of(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw BadInput.of(file.toString(), YamlFault.TOO_LARGE.with());
      }
      return Files.readString(file);
    } catch (CharacterCodingException _) {
      throw BadInput.of(file.toString(), YamlFault.ENCODING.with());
    } catch (NoSuchFileException _) {
      throw BadInput.of(file.toString(), YamlFault.NO_FILE.with());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Node compose(String source, String text) {
    try {
      var settings = LoadSettings.builder().setLabel(source).setAllowDuplicateKeys(false).build();
      return new Compose(settings)
          .composeReader(new StringReader(text))
          .orElseThrow(() -> BadInput.of(source, YamlFault.EMPTY.with()));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw new BadInput(new Problem(source, line, "", YamlComplaint.of(e.getProblem())));
    } catch (YamlEngineException e) {
      throw BadInput.of(source, YamlComplaint.of(e.getMessage()));
    }
  }
}
