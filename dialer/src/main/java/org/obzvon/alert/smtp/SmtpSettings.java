package org.obzvon.alert.smtp;

import java.nio.file.Path;
import java.util.Optional;
import org.obzvon.document.Secret;

/// The mail server for outgoing mail.
///
/// @param from address of the sender, also in the envelope
/// @param certificates file of trusted certificate authorities, PEM; empty for those of Java
public record SmtpSettings(
    String host, int port, Security security, Optional<Account> account, String from, Optional<Path> certificates) {

  public enum Security {
    /// Everything is in clear text.
    NONE,
    /// The connection begins in clear text and must switch to TLS.
    STARTTLS,
    /// TLS from the first byte.
    TLS
  }

  public record Account(String user, Secret password) {}
}
