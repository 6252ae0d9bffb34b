package org.obzvon.console.api.json;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.obzvon.console.api.StorableText;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;

/// A value in a body that knows its line and its path. Every reading method throws [BadInput] naming that place when
/// the value is missing or of another type.
///
/// @param path `rows[2].phones`; empty for the whole body
public record JsonValue(String path, int line, Content content) {

  sealed interface Content {
    record Members(Map<String, JsonValue> values) implements Content {}

    record Elements(List<JsonValue> values) implements Content {}

    record Text(String value) implements Content {}

    /// A number as it was written.
    record Number(String value) implements Content {}

    record Flag(boolean value) implements Content {}

    record Nothing() implements Content {}
  }

  public BadInput bad(String what) {
    return new BadInput(new Problem("body", line, path, what));
  }

  // --- structure

  /// Refuses every member that is not among `known`, all of them at once.
  public JsonValue only(String... known) {
    Set<String> allowed = Set.of(known);
    List<Problem> unknown = new ArrayList<>();
    String list = String.join(", ", Arrays.stream(known).sorted().toList());
    members().forEach(
        (name, value) -> {
          if (!allowed.contains(name)) {
            unknown.add(new Problem("body", value.line, value.path, "is unknown; known here: " + list));
          }
        });
    if (!unknown.isEmpty()) {
      throw new BadInput(unknown);
    }
    return this;
  }

  public Map<String, JsonValue> members() {
    if (content instanceof Content.Members(var values)) {
      return values;
    }
    throw bad("must be an object");
  }

  /// Returns the member; one that is left out or null is absent.
  public Optional<JsonValue> find(String name) {
    return Optional.ofNullable(members().get(name)).filter(value -> !(value.content instanceof Content.Nothing));
  }

  public JsonValue get(String name) {
    return find(name).orElseThrow(() -> bad("must have a member '" + name + "'"));
  }

  public <T> List<T> each(int most, Function<JsonValue, T> reader) {
    if (!(content instanceof Content.Elements(var values))) {
      throw bad("must be a list");
    }
    if (values.size() > most) {
      throw bad("must have at most " + most + " elements");
    }
    return values.stream().map(reader).toList();
  }

  // --- values

  public String text(int longest) {
    if (!(content instanceof Content.Text(var value))) {
      throw bad("must be a text");
    }
    StorableText.fault(value, longest).ifPresent(why -> {
      throw bad(why);
    });
    return value;
  }

  public boolean flag() {
    if (content instanceof Content.Flag(boolean value)) {
      return value;
    }
    throw bad("must be true or false");
  }

  public LocalDate day() {
    try {
      return LocalDate.parse(text(10));
    } catch (DateTimeException _) {
      throw bad("must be a day such as 2026-11-18");
    }
  }

  public <E extends Enum<E>> E oneOf(Class<E> words) {
    String word = text(60);
    return Arrays.stream(words.getEnumConstants())
        .filter(one -> one.name().equals(word))
        .findFirst()
        .orElseThrow(() -> bad("must be one of " + Arrays.toString(words.getEnumConstants())));
  }

  /// Returns the value as a cell of a table: numbers as they were written, lists of texts joined, null as an empty
  /// cell.
  public String cell(int longest) {
    return switch (content) {
      case Content.Text _ -> text(longest);
      case Content.Number(var value) -> value;
      case Content.Flag(var value) -> Boolean.toString(value);
      case Content.Nothing _ -> "";
      case Content.Elements _ -> String.join("; ", each(50, one -> one.text(longest)));
      case Content.Members _ -> throw bad("must be a text, a number, true, false or a list of texts");
    };
  }
}
