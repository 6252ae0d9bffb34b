package org.obzvon.console.api.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.obzvon.console.api.ApiDocument;
import org.obzvon.console.api.ApiDocument.Operation;
import org.obzvon.console.api.ApiDocument.Parameter;
import org.obzvon.document.yaml.YamlNode;

/// Reads `api/openapi.yaml`, which comes with the program.
public final class OpenApiDocument {
  private static final String FILE = "/api/openapi.yaml";

  private OpenApiDocument() {}

  public static ApiDocument read() {
    String text = text();
    YamlNode root = YamlNode.parse("openapi.yaml", text);
    YamlNode shared = root.get("components").get("parameters");
    List<Operation> operations = new ArrayList<>();
    root.get("paths").children().forEach((path, item) -> {
      List<Parameter> ofPath = parameters(item, shared);
      item.children().forEach((word, operation) -> {
        if (!word.equals("parameters")) {
          operations.add(operation(word, path, operation,
              Stream.concat(ofPath.stream(), parameters(operation, shared).stream()).toList()));
        }
      });
    });
    YamlNode info = root.get("info");
    return new ApiDocument(text, info.get("title").text(), info.get("description").text(), operations);
  }

  private static String text() {
    try (InputStream in = OpenApiDocument.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Operation operation(String word, String path, YamlNode node, List<Parameter> parameters) {
    List<String> bodies = node.find("requestBody").map(body -> List.copyOf(body.get("content").children().keySet()))
        .orElse(List.of());
    return new Operation(
        word.toUpperCase(Locale.ROOT), path, node.get("summary").text(), node.get("description").text(), parameters,
        bodies);
  }

  private static List<Parameter> parameters(YamlNode node, YamlNode shared) {
    return node.find("parameters").map(list -> list.each(one -> parameter(resolved(one, shared)))).orElse(List.of());
  }

  private static YamlNode resolved(YamlNode node, YamlNode shared) {
    Optional<String> reference = node.find("$ref").map(YamlNode::text);
    return reference.map(text -> shared.get(text.substring(text.lastIndexOf('/') + 1))).orElse(node);
  }

  private static Parameter parameter(YamlNode node) {
    String shape = node.get("schema").children().entrySet().stream()
        .map(entry -> entry.getKey().equals("type") ? entry.getValue().text()
            : entry.getKey() + " "
                + words(entry.getValue()))
        .collect(Collectors.joining(", "));
    return new Parameter(
        node.get("name").text(), node.get("in").text(), shape, node.find("description").map(YamlNode::text).orElse(""));
  }

  private static String words(YamlNode node) {
    return node.isScalar() ? node.text() : String.join(" | ", node.each(YamlNode::text));
  }
}
