package org.obzvon.webhook;

import java.net.URI;
import java.util.Map;

/// Carries one message to its receiver, once.
public interface Courier {

  /// Never throws for what the receiver or the network does; bounded in time and in what it reads.
  Answer post(Parcel parcel);

  record Parcel(URI url, Map<String, String> headers, byte[] body) {}

  sealed interface Answer {
    /// @param words the beginning of what it said
    record Answered(int status, String words) implements Answer {}

    record NoAnswer(String why) implements Answer {}
  }
}
