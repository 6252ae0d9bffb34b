package org.obzvon.sms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.Phone;

/// A provider of text messages. Delivery reports and answers of debtors arrive through [GatewaySink], perhaps before
/// `send` has returned and perhaps after a restart.
public interface Gateway {

  /// Hands a message over, once. Blocks until the provider's answer, for a bounded time; never throws because of what
  /// the provider does.
  Sent send(Outgoing message);

  /// Queries the delivery status of a message. Returns it as reports; none when the provider does not give it.
  List<DeliveryReport> ask(Pending message);

  /// Whether a message can be handed over now.
  boolean ready();

  /// Why no message can be handed over, in words for the engineer; empty while one can or when nothing is known.
  default Optional<String> trouble() {
    return Optional.empty();
  }

  /// How many ids the gateway gives a message of this many segments.
  default int ids(int segments) {
    return 1;
  }

  /// Whether so many messages wait for the gateway that it should be given no more for now.
  default boolean busy() {
    return false;
  }

  /// @param id our id; a provider that takes references receives it
  /// @param validity how long the provider may try to deliver
  record Outgoing(UUID id, Phone to, String sender, Segments segments, Duration validity) {
    public String text() {
      return String.join("", segments.parts());
    }
  }

  sealed interface Sent {
    /// @param remoteIds one for the message, or one per segment in their order
    record Taken(List<String> remoteIds) implements Sent {
      public Taken {
        remoteIds = List.copyOf(remoteIds);
      }
    }

    /// Nothing was sent; this is certain.
    ///
    /// @param fate why, as a final status; [DeliveryStatus#GATEWAY] and [DeliveryStatus#CONGESTION] let another gateway
    ///     try
    /// @param code the provider's own code
    record Declined(DeliveryStatus fate, String code) implements Sent {}

    /// Nothing was sent; this is certain. The provider throttles us.
    record Slow(Duration after) implements Sent {}

    /// The message may or may not have been sent.
    ///
    /// @param remoteIds as in `Taken`; empty for those that are not known
    record Unknown(String why, List<Optional<String>> remoteIds) implements Sent {
      public Unknown {
        remoteIds = List.copyOf(remoteIds);
      }

      /// The provider gives one id per message, and its answer was lost.
      public static Unknown whole(String why) {
        return new Unknown(why, List.of(Optional.empty()));
      }
    }
  }

  /// A message whose final status is not known.
  record Pending(UUID id, Handed handed, Phone to, String text, Instant submittedAt, List<Optional<String>> remoteIds) {
    public Pending {
      remoteIds = List.copyOf(remoteIds);
    }

    public record Handed(String gateway, String sender, int segments) {}

    public String sender() {
      return handed.sender();
    }
  }
}
