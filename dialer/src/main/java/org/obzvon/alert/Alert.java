package org.obzvon.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// A fault of the service that a person should know about.
///
/// @param subject the line, gateway, channel or part; empty where there is only one
/// @param detail what else is known, without anything about a debtor
public record Alert(Kind kind, String subject, String detail, Instant since) {
  public Key key() {
    return new Key(kind, subject);
  }

  /// The identity of an alert: two reports with the same key are the same alert.
  public record Key(Kind kind, String subject) {}

  public enum Kind {
    /// A line takes no calls, because calls over it fail or its trunk is away.
    LINE_RESTS("line-rests", Duration.ZERO),
    /// The exchange of a line does not answer.
    EXCHANGE_LOST("exchange-lost", Duration.ofSeconds(30)),
    /// A gateway for text messages accepts none.
    GATEWAY_LOST("gateway-lost", Duration.ofMinutes(1)),
    /// A line or gateway works but has a fault, such as the wrong clock of an exchange.
    LINE_TROUBLED("line-troubled", Duration.ofMinutes(1)),
    /// Contacts are due and nothing is placed.
    STANDING_STILL("standing-still", Duration.ZERO),
    /// A line reports far more dead numbers than usual.
    DEAD_NUMBERS("dead-numbers", Duration.ZERO),
    /// A part of the service that must run for ever has ended.
    PART_ENDED("part-ended", Duration.ZERO),
    /// The database did not answer. Reported when it answers again, because it holds the queue of mails.
    STORE_SILENT("store-silent", Duration.ZERO),
    /// The newest backup is too old, or there is none.
    BACKUP_OLD("backup-old", Duration.ZERO),
    /// A backup was restored, and no campaign runs until a person confirms.
    RESTORE_UNCONFIRMED("restore-unconfirmed", Duration.ZERO);

    private final String word;
    private final Duration patience;

    Kind(String word, Duration patience) {
      this.word = word;
      this.patience = patience;
    }

    /// Returns the word for it in the configuration.
    public String word() {
      return word;
    }

    /// Returns how long the fault must last before it is an alert, because connections come and go.
    public Duration patience() {
      return patience;
    }

    public static Optional<Kind> find(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    public static String words() {
      return Arrays.stream(values()).map(Kind::word).collect(Collectors.joining(", "));
    }
  }
}
