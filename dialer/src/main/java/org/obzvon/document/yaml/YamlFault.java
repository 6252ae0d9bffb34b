package org.obzvon.document.yaml;

import org.obzvon.document.CodedReason;

/// The faults that any YAML document may have, whatever its contents.
enum YamlFault implements CodedReason {
  UNKNOWN_KEY("is an unknown key; known here: {0}"),
  MISSING("the key '{0}' is missing"),
  NO_MAPPING("must be a mapping (key: value lines)"),
  ODD_KEY("has a key that is not a plain word"),
  KEY_TWICE("has the key '{0}' twice"),
  NO_LIST("must be a list (lines that begin with '- ')"),
  NO_VALUE("must be a single value"),
  EMPTY("is empty"),
  INTEGER("must be a whole number from {0} to {1}, not '{2}'"),
  DECIMAL("must be a number such as 12.50, not '{0}'"),
  FLAG("must be yes or no, not '{0}'"),
  DURATION("must be a time with its unit such as 30s, 15m, 2h or 3d, not '{0}'"),
  DATE("must be a date such as 2026-11-30, not '{0}'"),
  TIME("must be a time of day in quotes such as \"09:00\", not '{0}'"),
  ONE_OF("must be one of {0}, not '{1}'"),
  TOO_LARGE("is larger than 1 MiB; a definition is a few hundred lines"),
  TOO_DEEP("is nested deeper than {0} levels; no definition needs that"),
  ALIAS("repeats a whole part by '*{0}'; write the part out"),
  ENCODING("is not UTF-8; save it as UTF-8"),
  NO_FILE("does not exist; check the path"),
  TAB("is not valid YAML: a tab stands where only spaces may"),
  ODD_BEGINNING("is not valid YAML: a value begins with a sign that means something there; put it into quotes"),
  SECOND_COLON("is not valid YAML: a second ': ' in a line; check the indentation or put the text into quotes"),
  NO_COLON("is not valid YAML: a line without ': ' among lines of the form key: value"),
  INDENTATION("is not valid YAML: a line stands neither under nor beside those above it; check the indentation"),
  OPEN_QUOTE("is not valid YAML: a quotation mark is not closed"),
  OPEN_BRACE("is not valid YAML: a '{' is not closed, or a comma is missing after it"),
  OPEN_BRACKET("is not valid YAML: a '[' is not closed, or a comma is missing after it"),
  ESCAPE("is not valid YAML: a '\\' in double quotes means nothing there; use single quotes"),
  CONTROL_CHARACTERS("is not valid YAML: it holds control characters"),
  SEVERAL_DOCUMENTS("holds several documents; keep one, without '---'"),
  NO_YAML("is not valid YAML: {0}");

  private final String english;

  YamlFault(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "yaml";
  }

  @Override
  public String english() {
    return english;
  }
}
