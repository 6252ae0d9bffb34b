package org.obzvon.sms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.register.Phone;

/// A provider of text messages. Delivery reports and answers of debtors come by [Arrivals], perhaps before `send` has
/// returned and perhaps after a restart.
public interface Gateway {

  /// Hands a message over, once. Blocks for the provider's answer, not longer than a stated time; never throws for
  /// what the provider does.
  Sent send(Outgoing message);

  /// Asks what became of a message. What the provider tells comes back as reports; none when it does not tell.
  List<DeliveryReport> ask(Pending message);

  /// Whether a message can be handed over now.
  boolean ready();

  /// Why it cannot, in words for the engineer; empty while it can or where nothing is known.
  default Optional<String> trouble() {
    return Optional.empty();
  }

  /// How many ids it gives a message of so many segments.
  default int ids(int segments) {
    return 1;
  }

  /// Whether so much waits for it already that it should be given no more for now.
  default boolean busy() {
    return false;
  }

  /// @param id ours; a provider that takes references is given it
  /// @param validity how long the provider may try to deliver
  record Outgoing(UUID id, Phone to, String sender, Segments segments, Duration validity) {
    public String text() {
      return String.join("", segments.parts());
    }
  }

  sealed interface Sent {
    /// @param remoteIds one for the message, or one a segment in their order
    record Taken(List<String> remoteIds) implements Sent {
      public Taken {
        remoteIds = List.copyOf(remoteIds);
      }
    }

    /// Nothing was sent, for certain.
    ///
    /// @param fate why, as an end of the message; [Fate#GATEWAY] and [Fate#CONGESTION] let another gateway try
    /// @param code the provider's own code
    record Declined(Fate fate, String code) implements Sent {}

    /// Nothing was sent, for certain: the provider asks to wait.
    record Slow(Duration after) implements Sent {}

    /// It may or may not have been sent.
    ///
    /// @param remoteIds as in `Taken`, empty for those that are not known
    record Unknown(String why, List<Optional<String>> remoteIds) implements Sent {
      public Unknown {
        remoteIds = List.copyOf(remoteIds);
      }

      /// A provider that gives one id a message, and whose answer was lost.
      public static Unknown whole(String why) {
        return new Unknown(why, List.of(Optional.empty()));
      }
    }
  }

  /// A message whose end is not known.
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
