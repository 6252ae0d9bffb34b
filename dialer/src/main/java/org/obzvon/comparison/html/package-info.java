/// The report as one HTML page with charts: inline SVG made here, no script, nothing from the network.
///
/// Imports `comparison`.
package org.obzvon.comparison.html;
