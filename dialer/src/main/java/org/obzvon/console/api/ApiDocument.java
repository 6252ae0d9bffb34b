package org.obzvon.console.api;

import java.util.List;

/// The document that describes the API, with the parts that its page shows.
///
/// @param text the document word for word
public record ApiDocument(String text, String title, String description, List<Operation> operations) {
  public ApiDocument {
    operations = List.copyOf(operations);
  }

  /// @param path path below `/api/v1`
  /// @param bodies content types of a body that it takes
  public record Operation(
      String method, String path, String summary, String description, List<Parameter> parameters,
      List<String> bodies) {}

  /// @param place `path` or `query`
  /// @param shape type and bounds in words
  public record Parameter(String name, String place, String shape, String description) {}
}
