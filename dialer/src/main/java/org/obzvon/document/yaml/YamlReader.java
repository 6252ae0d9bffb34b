package org.obzvon.document.yaml;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads a file into the parser's nodes, with the parser's complaints in our words.
final class YamlReader {
  private static final int LARGEST = 1 << 20;
  /// A campaign's deepest condition is nine levels deep.
  private static final int DEEPEST = 32;

  private YamlReader() {}

  static String of(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
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
      if (text.length() > LARGEST) {
        throw BadInput.of(source, YamlFault.TOO_LARGE.with());
      }
      var settings = LoadSettings.builder().setLabel(source).setAllowDuplicateKeys(false).build();
      checkShape(source, new Parse(settings).parseReader(new StringReader(text)));
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

  /// Refuses documents that are too deep or repeat whole parts. Composing and reading nodes goes as deep as the
  /// document, and repeats a part for every alias; events come one by one, so this check is made before that.
  private static void checkShape(String source, Iterable<Event> events) {
    int depth = 0;
    Set<String> parts = new HashSet<>(); // anchors of lists and mappings up to this event
    for (Event event : events) {
      int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> {
          if (++depth > DEEPEST) {
            throw new BadInput(new Problem(source, line, "", YamlFault.TOO_DEEP.with(DEEPEST)));
          }
          ((NodeEvent) event).getAnchor().ifPresent(anchor -> parts.add(anchor.getValue()));
        }
        case MappingEnd, SequenceEnd -> depth--;
        case Scalar -> ((NodeEvent) event).getAnchor().ifPresent(anchor -> parts.remove(anchor.getValue()));
        case Alias -> {
          String anchor = ((AliasEvent) event).getAlias().getValue();
          if (parts.contains(anchor)) {
            throw new BadInput(new Problem(source, line, "", YamlFault.ALIAS.with(anchor)));
          }
        }
        default -> {
          // the begin and end of the document, comments
        }
      }
    }
  }
}
