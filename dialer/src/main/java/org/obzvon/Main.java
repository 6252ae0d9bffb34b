package org.obzvon;

/// The command line of the dialer.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Commands.run(args));
  }
}
