package org.obzvon.sms;

import java.util.Optional;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Delivered;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;

/// The delivery status of a message in our words. Each adapter turns its provider's codes into these in one table.
public enum DeliveryStatus {
  /// The gateway accepted it, sent it on, or waits for the telephone: no end yet.
  ON_ITS_WAY,
  DELIVERED,
  /// The number does not exist or cannot take text messages.
  NO_SUCH_NUMBER,
  /// The network or the gateway will not deliver to this number.
  BARRED,
  /// The gateway knows that this number asked for no more messages.
  OPTED_OUT,
  /// It was not delivered in time: the telephone was off or the network failed.
  NOT_DELIVERED,
  /// The gateway refused us, not the number: no credit, wrong sender, not allowed.
  GATEWAY,
  /// The gateway is overloaded.
  CONGESTION,
  /// The gateway does not know the status either.
  UNKNOWN;

  public boolean isFinal() {
    return this != ON_ITS_WAY;
  }

  /// The contact outcome; empty while there is no final status.
  public Optional<ContactOutcome> outcome(int segments) {
    return switch (this) {
      case ON_ITS_WAY -> Optional.empty();
      case DELIVERED -> Optional.of(new Delivered(segments));
      case NO_SUCH_NUMBER -> Optional.of(new Undeliverable(Refusal.NO_SUCH_NUMBER));
      case BARRED -> Optional.of(new Undeliverable(Refusal.BARRED));
      case OPTED_OUT -> Optional.of(new Undeliverable(Refusal.OPTED_OUT));
      case NOT_DELIVERED -> Optional.of(new Failed(Fault.NETWORK));
      case GATEWAY -> Optional.of(new Failed(Fault.EXCHANGE));
      case CONGESTION -> Optional.of(new Failed(Fault.CONGESTION));
      case UNKNOWN -> Optional.of(new Lost());
    };
  }
}
