package org.obzvon;

import java.util.function.IntSupplier;
import org.obzvon.app.Commands;

/// The command line of the dialer.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(exitCode(() -> Commands.run(args)));
  }

  /// Returns the exit code. An error, such as no memory or a missing class, ends the process too: threads that were
  /// started before it must not keep a half-started program alive.
  public static int exitCode(IntSupplier command) {
    try {
      return command.getAsInt();
    } catch (Error e) {
      e.printStackTrace();
      return Commands.FAULT;
    }
  }
}
