package org.obzvon.webhook;

import java.net.URI;
import java.util.Map;

/// Sends one message to its receiver, once.
public interface Courier {

  /// Posts the message. Never throws for a fault of the receiver or the network; its time and the bytes it reads are
  /// bounded.
  Answer post(Parcel parcel);

  record Parcel(URI url, Map<String, String> headers, byte[] body) {}

  sealed interface Answer {
    /// @param words the beginning of the receiver's answer
    record Answered(int status, String words) implements Answer {}

    record NoAnswer(String why) implements Answer {}
  }
}
