/// Rate tables (what a minute, a segment, an operator's minute costs) from YAML.
///
/// Imports `comparison` and `document.yaml`.
package org.obzvon.comparison.yaml;
