package org.obzvon.register;

/// The state of the service for which the debtor owes.
public enum ServiceState {
  /// The service is on: the coming restriction date is the means of pressure.
  ACTIVE,
  /// The service is already restricted: the debtor may leave, and may owe equipment.
  RESTRICTED
}
