package org.obzvon.sms;

import java.time.Instant;

/// One part of a message that its sender's telephone split.
///
/// @param key shared by the parts of one message
/// @param number from 1
/// @param coding of the octets, see [DataCoding]
public record IncomingPart(Key key, int number, int coding, byte[] octets, Instant receivedAt) {

  /// @param reference the sending telephone's counter; it repeats after 256 or 65536 messages
  public record Key(String gateway, Incoming.Sender from, String to, int reference, int total) {}
}
