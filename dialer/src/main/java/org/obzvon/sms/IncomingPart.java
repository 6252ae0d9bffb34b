package org.obzvon.sms;

import java.time.Instant;

/// One part of a message that its sender's telephone cut.
///
/// @param key what the parts of one message share
/// @param number from 1
/// @param coding of the octets, see [DataCoding]
public record IncomingPart(Key key, int number, int coding, byte[] octets, Instant receivedAt) {

  /// @param reference as the telephone counts; used again after 256 or 65536 messages
  public record Key(String gateway, Incoming.Sender from, String to, int reference, int total) {}
}
