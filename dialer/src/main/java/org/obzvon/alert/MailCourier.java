package org.obzvon.alert;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Sends mails to the mail server. No call takes longer than about a minute, however the server behaves.
public interface MailCourier {

  Answer send(Letter letter);

  /// Connects and signs in, but sends nothing.
  Answer check();

  /// @param id becomes part of the Message-ID
  record Letter(UUID id, List<String> to, String subject, String text, Instant at) {}

  /// The server's answer to a mail. Recipients in neither list may be tried again.
  ///
  /// @param taken recipients that the server accepted
  /// @param refused recipients that the server refused permanently
  /// @param words what it answered, or why there is no answer
  record Answer(boolean understood, List<String> taken, List<String> refused, String words) {
    public static Answer failed(String why) {
      return new Answer(false, List.of(), List.of(), why);
    }
  }
}
