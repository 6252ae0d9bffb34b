/// Writes the report as one HTML page with charts: templates of `src/main/jte-comparison`, inline SVG made here, no
/// script, nothing from the network.
///
/// It imports `comparison`.
package org.obzvon.comparison.jte;
