package org.obzvon.call.fastagi;

/// Thrown when the conversation cannot go on over this connection.
final class AgiGone extends Exception {
  private static final long serialVersionUID = 1;

  enum Why {
    /// The exchange reported that the debtor hung up.
    HUNG_UP,
    /// The connection ended without such a report, or no reply came in time: the exchange died, froze or cannot be
    /// reached. Nobody knows what the debtor did.
    CUT,
    /// The exchange sent an invalid reply or refused a command.
    EXCHANGE,
    /// We closed the connection: the service stops, or the session was longer than the limit.
    CLOSED_BY_US
  }

  private final Why why;

  AgiGone(Why why, String message) {
    super(message);
    this.why = why;
  }

  Why why() {
    return why;
  }
}
