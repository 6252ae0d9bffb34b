package org.obzvon.console.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.obzvon.comparison.ReportWriter;
import org.obzvon.console.RehearsalRun.Result;

/// Writes the result of a rehearsal as JSON; it begins with the statement that it is simulated.
final class DemoJson {
  private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private final ReportWriter comparison;

  DemoJson(ReportWriter comparison) {
    this.comparison = comparison;
  }

  void write(Result result, Path file) {
    try {
      ObjectNode root = json.createObjectNode();
      root.put("simulated", true);
      root.put("debtors", result.size().debtors());
      root.put("households", result.size().households());
      root.set("outcomes", json.valueToTree(result.outcomes()));
      root.put("violations", result.findings().violations().size());
      root.set("violations_by_kind", json.valueToTree(result.findings().counts()));
      root.put("attempts_checked", result.findings().rows());
      root.set("comparison", json.readTree(comparison(result)));
      json.writeValue(file.toFile(), root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String comparison(Result result) {
    StringWriter text = new StringWriter();
    comparison.write(result.report(), text);
    return text.toString();
  }
}
