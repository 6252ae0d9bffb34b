/// Reads a table of accounts from a CSV file, with FastCSV, row by row; a bad value is reported by line and column.
///
/// It imports `comparison`.
package org.obzvon.comparison.csv;
