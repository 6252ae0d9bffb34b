/// Writes the report as JSON, with Jackson; the names of the fields are a contract with other people's programs.
///
/// It imports `comparison`.
package org.obzvon.comparison.json;
