package org.obzvon.policy;

import org.obzvon.contact.Channel;

/// The medium over which limits are counted: robot and operator calls count together, messages apart.
public enum Medium {
  CALL,
  MESSAGE;

  public static Medium of(Channel channel) {
    return channel.isCall() ? CALL : MESSAGE;
  }

  /// `calls`, `messages`
  public String plural() {
    return this == CALL ? "calls" : "messages";
  }
}
