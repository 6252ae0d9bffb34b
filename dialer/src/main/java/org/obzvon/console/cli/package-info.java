/// The command line. A command takes the ports it works with as suppliers, so that nothing is opened before its
/// arguments are known to be good.
package org.obzvon.console.cli;
