package org.obzvon.sms;

/// For what a gateway brings a delivery receipt.
public enum ReceiptsPer {
  /// For every segment of a message, by the id of the segment.
  SEGMENT,
  /// One for the whole of a message, by the id of one of its segments.
  MESSAGE,
  /// Not known; its receipts show it.
  UNKNOWN
}
