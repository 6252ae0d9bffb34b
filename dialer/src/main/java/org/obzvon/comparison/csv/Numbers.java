package org.obzvon.comparison.csv;

/// How a file writes its numbers: with a decimal point, or, where fields are not separated by commas, with a decimal
/// comma as well, which is what a spreadsheet in Romanian or Russian writes. Thousands are never grouped.
record Numbers(boolean decimalComma) {

  /// NaN for anything that is not a plain number.
  double parse(String text) {
    boolean comma = decimalComma && text.indexOf(',') >= 0 && text.indexOf('.') < 0;
    String point = comma ? text.replace(',', '.') : text;
    try {
      return isPlain(point) ? Double.parseDouble(point) : Double.NaN;
    } catch (NumberFormatException _) {
      return Double.NaN; // such as 1.2.3 or a sign alone
    }
  }

  /// Digits, sign, point and exponent alone: Java would take 0x10, 5d and NaN as well.
  private static boolean isPlain(String text) {
    return text.chars().allMatch(letter -> "0123456789+-.eE".indexOf(letter) >= 0);
  }
}
