package org.obzvon.sms;

/// What edges bring from their gateways. Stored when a method returns, so that the edge may tell its gateway so; when one
/// throws, the gateway should bring it again.
public interface Arrivals {
  void reported(DeliveryReport report);

  void received(Incoming incoming);

  /// One part of a message from a debtor.
  void received(IncomingPart part);
}
