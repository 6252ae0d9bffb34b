/// The user interfaces: read models and commands over all other packages.
///
/// May import every package but no edge; `.cli` is the command line (picocli), `.http` health, metrics and pages.
package org.obzvon.console;
