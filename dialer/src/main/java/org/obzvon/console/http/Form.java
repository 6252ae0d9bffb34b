package org.obzvon.console.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.commands.FormFault;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;

/// The fields of a form or a query. Every way to read a field has a bound. A value over the bound is refused as the
/// sender's fault, with the field's name.
public final class Form {
  public static final Form EMPTY = new Form(Map.of());

  private static final int MOST_FIELDS = 200;
  private static final int USUAL_LENGTH = 200;

  private final Map<String, List<String>> fields;

  private Form(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  /// @throws BadInput when the text is not a form
  public static Form parse(String encoded) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    String[] pairs = encoded.split("&", MOST_FIELDS + 1);
    if (pairs.length > MOST_FIELDS) {
      throw BadInput.of("form", FormFault.TOO_MANY_FIELDS.with(MOST_FIELDS));
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return new Form(fields);
  }

  /// Returns a form whose fields did not come in one line of text.
  static Form of(Map<String, List<String>> fields) {
    return new Form(fields);
  }

  private static String decoded(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw BadInput.of("form", FormFault.NO_FORM.with());
    }
  }

  /// Returns one line without control characters, stripped; empty when the field is missing.
  public String line(String field) {
    return line(field, USUAL_LENGTH);
  }

  public String line(String field, int longest) {
    String value = text(field, longest).strip();
    if (!SafeText.isLine(value)) {
      throw BadInput.of(field, FormFault.ONE_LINE.with());
    }
    return value;
  }

  /// Returns several lines; line ends become `\n`.
  public String text(String field, int longest) {
    String value = SafeText.unixLines(first(field));
    if (value.length() > longest) {
      throw BadInput.of(field, FormFault.TOO_LONG.with(longest));
    }
    if (!SafeText.isLines(value)) {
      throw BadInput.of(field, FormFault.CONTROL_CHARACTERS.with());
    }
    return value;
  }

  /// Returns the value unchanged, for passwords.
  public String raw(String field) {
    return first(field);
  }

  public Optional<String> given(String field) {
    return Optional.of(line(field)).filter(value -> !value.isEmpty());
  }

  public boolean has(String field) {
    return fields.containsKey(field);
  }

  public List<String> all(String field) {
    return fields.getOrDefault(field, List.of());
  }

  /// Returns the constant of that name.
  public <E extends Enum<E>> E oneOf(String field, Class<E> type) {
    return find(line(field), type).orElseThrow(() -> BadInput.of(field, FormFault.NO_CHOICE.with()));
  }

  public <E extends Enum<E>> List<E> each(String field, Class<E> type) {
    return all(field).stream()
        .map(name -> find(name, type).orElseThrow(() -> BadInput.of(field, FormFault.NO_CHOICE.with())))
        .toList();
  }

  private static <E extends Enum<E>> Optional<E> find(String name, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  private String first(String field) {
    return fields.getOrDefault(field, List.of("")).getFirst();
  }
}
