package org.obzvon.desk;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What an operator must know in the moment his telephone rings.
///
/// @param conversation the operator's turn; while he only reads, the contact's id
/// @param attempt empty while he only reads
/// @param heard what robot and debtor have said and pressed, in order, a line each; empty in human campaigns
/// @param offers what to say, for the reason known so far first
public record Pop(
    UUID conversation, ConversationKind kind, Optional<UUID> attempt, DebtorCard debtor, List<String> heard,
    List<SpeechModule> offers) {
  public Pop {
    heard = List.copyOf(heard);
    offers = List.copyOf(offers);
  }
}
