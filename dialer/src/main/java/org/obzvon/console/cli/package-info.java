/// The command line (picocli): every command reads its options, asks a port and prints what came of it.
package org.obzvon.console.cli;
