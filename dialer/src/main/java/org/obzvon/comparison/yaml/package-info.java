/// Reads rate tables (the price of a minute, a segment, an operator's minute) from YAML.
///
/// It imports `comparison` and `document.yaml`.
package org.obzvon.comparison.yaml;
