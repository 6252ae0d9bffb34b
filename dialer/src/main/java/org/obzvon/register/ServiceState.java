package org.obzvon.register;

/// Whether the debtor still has what he owes for.
public enum ServiceState {
  /// The service is on: the restriction date is the lever.
  ACTIVE,
  /// The service is already restricted: the debtor may leave, and may owe equipment.
  RESTRICTED
}
