package org.obzvon.rehearsal.exchange;

/// @param port on loopback; 0 takes a free one
public record ExchangeSettings(int port, Login login, Limits limits, Disorder disorder) {

  public record Login(String user, String secret) {
    @Override
    public String toString() {
      return "Login[" + user + ", [REDACTED]]";
    }
  }

  /// @param sessions most manager sessions at once; one more is turned away
  /// @param lines most calls at once; one more meets congestion
  public record Limits(int sessions, int lines) {
    public static final Limits USUAL = new Limits(16, 2000);
  }

  /// A free port, the usual limits, events in good order.
  public static ExchangeSettings of(Login login) {
    return new ExchangeSettings(0, login, Limits.USUAL, Disorder.NONE);
  }
}
