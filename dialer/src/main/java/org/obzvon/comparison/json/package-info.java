/// The report as JSON, written with Jackson; the names of the fields are a contract with other people's programs.
///
/// Imports `comparison`.
package org.obzvon.comparison.json;
