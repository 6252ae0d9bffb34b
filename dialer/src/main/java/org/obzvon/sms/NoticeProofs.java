package org.obzvon.sms;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.ContactState;

/// The notices that were to be given, each with its proof: the text, the recipient, the gateway, and every delivery
/// report.
public interface NoticeProofs {

  /// One page of notices in the order in which they fell due.
  ///
  /// @param after the last notice of the page before; empty for the first page
  List<Notice> page(Which which, Optional<UUID> after, int limit);

  /// @param undelivered true for only those without a known delivery: they may have to go another way
  record Which(Optional<String> campaign, Optional<UUID> account, boolean undelivered) {}

  /// @param sent the last attempt; empty when there was none
  record Notice(UUID id, About about, Standing standing, Optional<Sent> sent) {
    public boolean isDelivered() {
      return sent.flatMap(Sent::outcome).filter("DELIVERED"::equals).isPresent();
    }
  }

  /// @param restriction the restriction date of which notice is given
  record About(String campaign, String account, String arm, LocalDate restriction, String template) {}

  /// @param why it is over; empty while it waits
  record Standing(ContactState state, Instant due, Optional<String> why) {}

  /// @param outcome as the ledger writes it; empty while nothing is known
  /// @param message empty when no gateway was asked
  record Sent(UUID attempt, String phone, Instant at, Optional<String> outcome, Optional<Message> message) {}

  /// @param receipts the gateway's delivery reports about it, oldest first
  record Message(String gateway, String text, List<Receipt> receipts) {
    public Message {
      receipts = List.copyOf(receipts);
    }
  }

  /// @param remoteId the gateway's id of the message or of a segment
  /// @param toldAt when it happened, as the gateway reports
  record Receipt(String remoteId, String fate, String code, Instant toldAt, Instant receivedAt) {}
}
