/// Reads CSV files that billing and banks write. It detects encoding, separator and columns, and takes every row or
/// lists it with the reason. Only this package uses FastCSV and libphonenumber.
///
/// [org.obzvon.register.csv.ImportedRows] shows the steps of every import. It, [org.obzvon.register.csv.TableRows],
/// [org.obzvon.register.csv.Table] and the cell readers also serve `payment`.
package org.obzvon.register.csv;
