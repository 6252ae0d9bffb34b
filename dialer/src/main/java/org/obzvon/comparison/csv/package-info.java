/// A table of accounts from a CSV file, with FastCSV; row by row, a bad value named by line and column.
///
/// Imports `comparison`.
package org.obzvon.comparison.csv;
