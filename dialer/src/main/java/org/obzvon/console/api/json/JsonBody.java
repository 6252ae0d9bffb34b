package org.obzvon.console.api.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.obzvon.console.api.StorableText;
import org.obzvon.console.api.json.JsonValue.Content;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.SafeText;

/// Reads a body as strict JSON: UTF-8, one value, no member twice, a bounded depth.
public final class JsonBody {
  private static final int DEEPEST = 8;
  private static final JsonFactory FACTORY = JsonFactory.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
      .streamReadConstraints(
          StreamReadConstraints.builder()
              .maxNestingDepth(DEEPEST)
              .maxStringLength(100_000)
              .maxNumberLength(40)
              .maxNameLength(100)
              .build())
      .build();

  private JsonBody() {}

  /// @throws BadInput with the line and column at which the text stops being JSON
  public static JsonValue read(byte[] body) {
    return read(new StringReader(text(body)), parser -> value(parser, ""));
  }

  /// Reads one value with a parser positioned at its first token.
  interface Reader<T> {
    T read(JsonParser parser) throws IOException;
  }

  /// @throws BadInput with the line and column at which the text stops being JSON
  static <T> T read(Path body, Reader<T> reader) {
    // A new decoder replaces nothing, so bytes that are not UTF-8 are reported as a fault.
    try (var text = new InputStreamReader(Files.newInputStream(body), StandardCharsets.UTF_8.newDecoder())) {
      return read(text, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(java.io.Reader text, Reader<T> reader) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      if (parser.currentToken() == null) {
        throw BadInput.of("body", "is empty; it must be a JSON object");
      }
      T value = reader.read(parser);
      if (parser.nextToken() != null) {
        throw bad(parser.currentLocation(), "goes on after its end");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw bad(e.getLocation(), "is not JSON that can be taken: " + words(e));
    } catch (CharacterCodingException _) {
      throw noUtf8();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException _) {
      throw noUtf8();
    }
  }

  private static BadInput noUtf8() {
    return BadInput.of("body", "must be UTF-8");
  }

  private static BadInput bad(JsonLocation at, String what) {
    String where = at == null ? "" : "column " + at.getColumnNr();
    return new BadInput(new Problem("body", at == null ? 0 : at.getLineNr(), where, what));
  }

  /// Returns the first line of the parser's message without control characters, because the parser quotes the input.
  private static String words(JsonProcessingException e) {
    String said = e.getOriginalMessage().lines().findFirst().orElse("");
    return SafeText.marked(said, 200);
  }

  static JsonValue value(JsonParser parser, String path) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    return new JsonValue(path, line, content(parser, path));
  }

  private static Content content(JsonParser parser, String path) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> members(parser, path);
      case START_ARRAY -> elements(parser, path);
      case VALUE_STRING -> new Content.Text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Content.Number(parser.getText());
      case VALUE_TRUE -> new Content.Flag(true);
      case VALUE_FALSE -> new Content.Flag(false);
      case VALUE_NULL -> new Content.Nothing();
      default -> throw new IllegalStateException("a value cannot begin with " + parser.currentToken());
    };
  }

  private static Content members(JsonParser parser, String path) throws IOException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      String shown = shown(name);
      parser.nextToken();
      members.put(name, value(parser, path.isEmpty() ? shown : path + "." + shown));
    }
    return new Content.Members(members);
  }

  /// Returns a name in a form that a message may show.
  static String shown(String name) {
    return StorableText.fault(name, 60).isEmpty() ? name : "?";
  }

  private static Content elements(JsonParser parser, String path) throws IOException {
    List<JsonValue> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser, path + "[" + elements.size() + "]"));
    }
    return new Content.Elements(elements);
  }
}
