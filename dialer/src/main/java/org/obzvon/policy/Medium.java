package org.obzvon.policy;

import org.obzvon.contact.Channel;

/// What limits are counted over: robot and operator together, messages apart.
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
