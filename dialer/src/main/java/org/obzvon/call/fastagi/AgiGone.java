package org.obzvon.call.fastagi;

/// The conversation cannot go on over this connection.
final class AgiGone extends Exception {
  private static final long serialVersionUID = 1;

  enum Why {
    /// The debtor hung up, or the exchange closed the connection as it does then.
    HUNG_UP,
    /// No reply in time, a reply that is none, or a command that the exchange refused.
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
