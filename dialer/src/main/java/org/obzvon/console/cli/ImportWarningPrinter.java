package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.obzvon.console.ImportDefaultsParser;
import org.obzvon.register.Finding;
import org.obzvon.register.Warning;
import org.obzvon.register.csv.Text;

/// The words that imports share: names of their options, and warnings.
final class ImportWarningPrinter {
  static final ImportDefaultsParser CHOICES = new ImportDefaultsParser("--");

  private ImportWarningPrinter() {}

  static void print(PrintWriter out, List<Warning> warnings) {
    for (Warning warning : warnings) {
      String column = warning.column().isEmpty() ? "" : warning.column() + ": ";
      out.printf(
          "    %s%s (%s; %s)%n", column, Text.printable(warning.reason().english()), rows(warning.rows()),
          lines(warning));
    }
  }

  private static String rows(int rows) {
    return rows == 1 ? "1 row" : rows + " rows";
  }

  private static String lines(Warning warning) {
    String lines = warning.examples().stream().map(ImportWarningPrinter::example).collect(Collectors.joining(", "));
    return warning.rows() > warning.examples().size() ? lines + ", …" : lines;
  }

  private static String example(Finding finding) {
    String line = "line " + finding.line();
    return finding.value().isEmpty() ? line : line + " '" + Text.printable(finding.value()) + "'";
  }
}
