package org.obzvon.console;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Account;
import org.obzvon.sms.Inbox;

/// A debtor's text message as the API shows it.
///
/// @param from the number as E.164, or as the gateway gave it
/// @param account number of the account that the answered message was about
/// @param answers the text that the message answers
public record InboxMessageView(
    UUID id, Instant receivedAt, String gateway, String from, String to, Optional<String> account, Inbox.Kind kind,
    Optional<NonPaymentReason> reason, String text, boolean partMissing, boolean unknownCoding,
    Optional<String> answers,
    Optional<Instant> closedAt) {

  /// @param known the accounts of the messages, by id
  public static InboxMessageView of(Inbox.Entry entry, Map<UUID, Account> known) {
    var incoming = entry.incoming();
    return new InboxMessageView(
        entry.id(), incoming.receivedAt(), incoming.gateway(), incoming.from().toString(), incoming.to(),
        entry.account().map(known::get).map(Account::number), entry.kind(), entry.reason(), incoming.text(),
        incoming.marks().partMissing(), incoming.marks().unknownCoding(), entry.answers(), entry.closedAt());
  }
}
