package org.obzvon.sms;

/// The unit for which a gateway sends a delivery receipt.
public enum ReceiptsPer {
  /// One for every segment of a message, by the id of the segment.
  SEGMENT,
  /// One for the whole message, by the id of one of its segments.
  MESSAGE,
  /// Not known yet; the gateway's receipts show it.
  UNKNOWN
}
