package org.obzvon.rehearsal.exchange;

/// The settings of the simulated exchange.
///
/// @param port on loopback; 0 takes a free one
public record SimulatedExchangeSettings(int port, Login login, Limits limits, EventDisorder disorder) {

  public record Login(String user, String secret) {
    @Override
    public String toString() {
      return "Login[" + user + ", [REDACTED]]";
    }
  }

  /// @param sessions most AMI sessions at once; one more is refused
  /// @param lines most calls at once; one more gets congestion
  public record Limits(int sessions, int lines) {
    public static final Limits USUAL = new Limits(16, 2000);
  }

  /// Returns settings with a free port, the usual limits and orderly events.
  public static SimulatedExchangeSettings of(Login login) {
    return new SimulatedExchangeSettings(0, login, Limits.USUAL, EventDisorder.NONE);
  }
}
