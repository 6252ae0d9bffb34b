package org.obzvon.rehearsal.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One action of a client: headers by lower-case name, in the order in which they came.
record AmiAction(Map<String, List<String>> headers) {
  /// A comma separates two variables only where a new name follows, because values may contain commas.
  private static final Pattern NEXT_VARIABLE = Pattern.compile(",(?=[A-Za-z_][A-Za-z0-9_]*=)");

  static AmiAction of(List<String> lines) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(line.substring(colon + 1).strip());
      }
    }
    return new AmiAction(headers);
  }

  String name() {
    return first("Action").orElse("").toLowerCase(Locale.ROOT);
  }

  /// Returns the first value of a header; empty if the header is missing or has no value.
  Optional<String> first(String header) {
    return headers.getOrDefault(header.toLowerCase(Locale.ROOT), List.of()).stream()
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /// Returns the channel variables, without the underscores that ask for inheritance.
  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String header : headers.getOrDefault("variable", List.of())) {
      for (String pair : NEXT_VARIABLE.split(header)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          variables.put(pair.substring(0, equals).strip().replaceFirst("^_{1,2}", ""), pair.substring(equals + 1));
        }
      }
    }
    return variables;
  }
}
