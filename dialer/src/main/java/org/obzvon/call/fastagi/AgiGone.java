package org.obzvon.call.fastagi;

/// The conversation cannot go on over this connection.
final class AgiGone extends Exception {
  private static final long serialVersionUID = 1;

  enum Why {
    /// The exchange said that the debtor hung up.
    HUNG_UP,
    /// The connection ended without such a word, or no reply came in time: the exchange died, froze or cannot be
    /// reached. Nobody knows what the debtor did.
    CUT,
    /// A reply that is none, or a command that the exchange refused.
    EXCHANGE,
    /// We closed it: the service stops, or the session was longer than any may be.
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
