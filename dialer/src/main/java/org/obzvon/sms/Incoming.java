package org.obzvon.sms;

import java.time.Instant;
import java.util.Optional;
import org.obzvon.document.SafeText;
import org.obzvon.register.Phone;

/// A text message from a debtor, or from anybody who has our number.
///
/// @param remoteId the gateway's id of it; a repeated message has the same id
/// @param to our number or name
public record Incoming(
    String gateway, String remoteId, Sender from, String to, String text, Marks marks, Instant receivedAt) {
  private static final int LONGEST = 2_000;

  public Incoming {
    text = SafeText.cut(text, LONGEST);
  }

  /// Makes a whole message in a known coding, from a telephone.
  public Incoming(String gateway, String remoteId, Phone from, String to, String text, Instant receivedAt) {
    this(gateway, remoteId, Sender.of(from), to, text, Marks.NONE, receivedAt);
  }

  /// @param written the sender as the gateway gave it
  /// @param phone empty for a name, a short number or a number that cannot be read
  public record Sender(String written, Optional<Phone> phone) {
    private static final int LONGEST_NAME = 40;

    public Sender {
      written = SafeText.cut(written, LONGEST_NAME);
    }

    public static Sender of(Phone phone) {
      return new Sender(phone.e164(), Optional.of(phone));
    }

    /// The number as E.164 where it is known.
    @Override
    public String toString() {
      return phone.map(Phone::e164).orElse(written);
    }
  }

  /// What the gateway and the adapter say about a message besides its text.
  ///
  /// @param keyword the keyword that the gateway itself recognised and has acted upon
  /// @param partMissing true when a part of it never came
  /// @param unknownCoding true when its letters could not be decoded: the text shows its bytes
  public record Marks(Optional<Keyword> keyword, boolean partMissing, boolean unknownCoding) {
    public static final Marks NONE = new Marks(Optional.empty(), false, false);
  }

  /// Keywords that SMS providers act upon by themselves.
  public enum Keyword {
    STOP,
    START,
    HELP
  }
}
