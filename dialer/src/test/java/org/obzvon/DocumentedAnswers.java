package org.obzvon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What `api/openapi.yaml` says of answers, to hold real ones against.
public final class DocumentedAnswers {
  private static final Map<?, ?> DOCUMENT = document();

  private DocumentedAnswers() {}

  private static Map<?, ?> document() {
    try (var in = DocumentedAnswers.class.getResourceAsStream("/api/openapi.yaml")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<?, ?> at(Map<?, ?> place, String... keys) {
    Map<?, ?> here = place;
    for (String key : keys) {
      here = (Map<?, ?>) here.get(key);
      assertThat(here).as("%s of the document", List.of(keys)).isNotNull();
    }
    return here;
  }

  public static Map<?, ?> schema(String name) {
    return at(DOCUMENT, "components", "schemas", name);
  }

  private static Map<?, ?> resolved(Map<?, ?> schema) {
    return schema.get("$ref") instanceof String reference
        ? schema(reference.substring(reference.lastIndexOf('/') + 1))
        : schema;
  }

  /// Members that an object may have; empty where the document leaves it open.
  public static Optional<Map<?, ?>> members(Map<?, ?> schema) {
    return Optional.ofNullable((Map<?, ?>) resolved(schema).get("properties"));
  }

  public static Map<?, ?> items(Map<?, ?> schema) {
    return at(resolved(schema), "items");
  }

  /// Every member of a real answer is described, and of the kind that the document says.
  ///
  /// @param path without a query
  static void hold(String method, String path, int status, JsonNode answer) {
    if (status >= 400) {
      hold("a problem", answer, schema("Problem"));
      return;
    }
    for (Map.Entry<?, ?> one : at(DOCUMENT, "paths").entrySet()) {
      String pattern = "/api/v1" + one.getKey().toString().replaceAll("\\{[^}]*}", "[^/]+");
      if (path.matches(pattern) && ((Map<?, ?>) one.getValue()).containsKey(method.toLowerCase())) {
        Map<?, ?> operation = at((Map<?, ?>) one.getValue(), method.toLowerCase());
        String place = method + " " + one.getKey() + " " + status;
        hold(place, answer, at(operation, "responses", Integer.toString(status), "content", "application/json", "schema"));
      }
    }
  }

  private static void hold(String place, JsonNode answer, Map<?, ?> written) {
    Map<?, ?> schema = resolved(written);
    assertThat(kind(answer)).as("kind of %s", place).isEqualTo(schema.get("type"));
    if (answer.isArray()) {
      answer.forEach(item -> hold(place + "[]", item, items(schema)));
    } else if (answer.isObject() && schema.containsKey("properties")) {
      Map<?, ?> members = members(schema).orElseThrow();
      Set<String> told = new TreeSet<>();
      answer.fieldNames().forEachRemaining(told::add);
      assertThat(told).as("members of %s", place).isSubsetOf(members.keySet().stream().map(Object::toString).toList());
      told.forEach(name -> hold(place + "." + name, answer.get(name), at(members, name)));
    } else if (schema.get("enum") instanceof List<?> values) {
      assertThat(answer.asText()).as("value of %s", place).isIn(values);
    }
  }

  private static String kind(JsonNode answer) {
    return switch (answer.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> answer.isIntegralNumber() ? "integer" : "number";
      case BINARY, MISSING, NULL, POJO -> "no value at all";
    };
  }
}
