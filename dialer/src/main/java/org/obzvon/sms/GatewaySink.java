package org.obzvon.sms;

/// Takes what adapters receive from their gateways. It is stored when a method returns, so the adapter may confirm it
/// to its gateway. When a method throws, the gateway should send it again.
public interface GatewaySink {
  void reported(DeliveryReport report);

  /// Whether the report can be about a message that we sent: one with such an id to that number, or one to that number
  /// whose id we do not know yet.
  boolean mayBeOurs(DeliveryReport.Subject of);

  void received(Incoming incoming);

  /// Takes one part of a message from a debtor.
  void received(IncomingPart part);
}
