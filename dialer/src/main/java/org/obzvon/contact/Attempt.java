package org.obzvon.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.obzvon.register.Phone;

/// One try of a contact. It is written to the ledger before anything is placed.
///
/// @param id our key in every external system: the exchange's channel id, the gateway's reference
/// @param number 1 for the first attempt of the contact
public record Attempt(UUID id, Contact contact, int number, Phone phone, Route route, Instant writtenAt) {

  /// @param line name of the exchange or gateway
  /// @param callerId the number shown to the debtor, E.164
  /// @param ring how long it may ring
  /// @param detectMachine whether the exchange listens for an answering machine before the robot speaks
  public record Route(String line, String callerId, Duration ring, boolean detectMachine) {}
}
