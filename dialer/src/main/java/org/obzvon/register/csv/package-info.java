/// Reads CSV files that billing and banks write: encoding, separator and columns are found out, every row is taken or
/// listed with the reason. The only place that knows FastCSV and libphonenumber.
///
/// [org.obzvon.register.csv.Table], [org.obzvon.register.csv.FindingsFile] and the cell readers also serve `payment`.
package org.obzvon.register.csv;
